import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { usageError } from '../exitCodes';
import { type Commit, gitLogArgs, readGitLog } from './commits';

const run = promisify(execFile);
const MAX_OUTPUT_BYTES = 64 * 1024 * 1024;

/**
 * The commits of (from, to] in the repository of a folder, the newest first.
 *
 * @throws CommandError if git doesn't know them: CI often has only the last commit
 * @public
 */
export async function commitsBetween(
  range: { from: string; to: string },
  cwd: string,
): Promise<Commit[]> {
  try {
    const { stdout } = await run('git', gitLogArgs(range), {
      cwd,
      maxBuffer: MAX_OUTPUT_BYTES,
    });
    return readGitLog(stdout);
  } catch (error) {
    throw usageError(
      `git can't say what came between ${range.from} and ${
        range.to
      }; does the checkout have its history (fetch-depth: 0)? ${wordsOf(
        error,
      )}`,
    );
  }
}

/**
 * The whole number of a commit that a branch, a tag or a part of its number names.
 *
 * @throws CommandError if git doesn't know it
 * @public
 */
export async function wholeCommit(name: string, cwd: string): Promise<string> {
  try {
    const { stdout } = await run(
      'git',
      // What is given is never an option of git.
      ['rev-parse', '--verify', '--end-of-options', `${name}^{commit}`],
      { cwd },
    );
    return stdout.trim();
  } catch (error) {
    throw usageError(
      `git doesn't know the commit ${name}; does the checkout have its history (fetch-depth: 0)? ${wordsOf(
        error,
      )}`,
    );
  }
}

/** The commit that is checked out; undefined outside of a repository. @public */
export async function headCommit(cwd: string): Promise<string | undefined> {
  try {
    const { stdout } = await run('git', ['rev-parse', 'HEAD'], { cwd });
    return stdout.trim();
  } catch {
    return undefined;
  }
}

function wordsOf(error: unknown): string {
  const { message, stderr } = error as Error & { stderr?: string };
  return (stderr || message).trim().split('\n')[0];
}
