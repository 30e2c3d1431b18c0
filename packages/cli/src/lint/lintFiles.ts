import { readFile, stat } from 'node:fs/promises';
import type { FoundFile } from './findFiles';
import { lintText, type LintProblem, type LintSurroundings } from './lintText';

/** Files that people write are small. */
const MAX_BYTES = 4 * 1024 * 1024;

/**
 * Checks files.
 *
 * @returns `checked`: how many had something for Sluice in them
 * @public
 */
export async function lintFiles(
  files: readonly FoundFile[],
  surroundings: LintSurroundings,
): Promise<{ checked: number; problems: LintProblem[] }> {
  const problems: LintProblem[] = [];
  const scorecards = new Map<string, string>();
  let checked = 0;
  for (const { full, isNamed, name } of files) {
    const whole = (message: string) =>
      problems.push({
        file: name,
        line: 1,
        column: 1,
        level: 'error',
        path: '',
        message,
      });
    const { size } = await stat(full);
    if (size > MAX_BYTES) {
      if (isNamed) whole(`It has ${size} bytes, and may have ${MAX_BYTES}`);
      continue;
    }
    const linted = await lintText(
      name,
      await readFile(full, 'utf8'),
      surroundings,
    );
    problems.push(...linted.problems);
    if (linted.kinds.length > 0 || linted.problems.length > 0) checked++;
    else if (isNamed) {
      whole(
        'Nothing in it is for Sluice: an entity has apiVersion backstage.io/…, an SLO openslo/v1, a policy has approvers and rules, a scorecard has levels',
      );
    }
    const id = linted.scorecardId;
    if (id === undefined) continue;
    const other = scorecards.get(id);
    if (other) {
      whole(`id is ${id}, which ${other} has already: it would be left out`);
    }
    scorecards.set(id, name);
  }
  return { checked, problems };
}
