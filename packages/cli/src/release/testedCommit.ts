import { usageError } from '../exitCodes';
import { headCommit } from './git';

/** Where systems of CI say which commit they are about. */
const VARIABLES = ['GITHUB_SHA', 'CI_COMMIT_SHA', 'BUILD_SOURCEVERSION'];

/**
 * The commit that is meant: the one of the option, of CI, or the one that is checked out.
 *
 * @throws CommandError if it isn't known, or is none
 * @public
 */
export async function testedCommit(
  option: string | undefined,
  surroundings: {
    env: Readonly<Record<string, string | undefined>>;
    cwd: string;
  },
): Promise<string> {
  const { cwd, env } = surroundings;
  const named =
    option ??
    VARIABLES.map(name => env[name]).find(Boolean) ??
    (await headCommit(cwd));
  if (!named) {
    throw usageError(
      `The commit isn't known: give it by --commit, or call this in its repository`,
    );
  }
  if (!/^([0-9a-fA-F]{40}|[0-9a-fA-F]{64})$/.test(named)) {
    throw usageError(
      `${named} is no whole commit: give all 40 digits, as "git rev-parse HEAD" says them`,
    );
  }
  return named.toLocaleLowerCase('en-US');
}
