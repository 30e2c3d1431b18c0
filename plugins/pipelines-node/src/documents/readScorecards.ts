import { parseDocument } from 'yaml';
import { describeConfigIssue } from '../configIssues';
import type { FactDefinition } from '../facts';
import { factProblems } from './factProblems';
import { type Scorecard, scorecardSchema } from './scorecardSchema';

/** A file with a scorecard. @public */
export type ScorecardFile = { name: string; text: string };

/** More problems help nobody. */
const MAX_PROBLEMS = 50;

/**
 * Reads scorecards. One that is wrong takes no other one with it.
 *
 * @param facts - those that there are; undefined if that isn't known, and then any name is taken
 * @returns `problems`: sentences that begin with the file and the path in it, for example `sox.yaml.levels[0].checks is empty`
 * @public
 */
export function readScorecards(
  files: readonly ScorecardFile[],
  facts: ReadonlyMap<string, FactDefinition> | undefined,
): {
  scorecards: Array<{ file: string; scorecard: Scorecard }>;
  problems: string[];
} {
  const byId = new Map<string, { file: string; scorecard: Scorecard }>();
  const problems: string[] = [];
  for (const file of files) {
    const read = readScorecard(file, facts);
    problems.push(...read.problems);
    if (!read.scorecard) continue;
    const { id } = read.scorecard;
    const other = byId.get(id);
    if (other) {
      problems.push(
        `${file.name}.id is ${id}, which ${other.file} has already: it is left out`,
      );
      continue;
    }
    byId.set(id, { file: file.name, scorecard: read.scorecard });
  }
  return {
    scorecards: [...byId.values()],
    problems: problems.slice(0, MAX_PROBLEMS),
  };
}

function readScorecard(
  { name, text }: ScorecardFile,
  facts: ReadonlyMap<string, FactDefinition> | undefined,
): { scorecard?: Scorecard; problems: string[] } {
  let content: unknown;
  try {
    const document = parseDocument(text, { uniqueKeys: true });
    const [error] = document.errors;
    if (error) return { problems: [`${name} is not YAML: ${error.message}`] };
    // Aliases can make a small file endless.
    content = document.toJS({ maxAliasCount: 20 });
  } catch (error) {
    return { problems: [`${name} is not read: ${(error as Error).message}`] };
  }
  const parsed = scorecardSchema.safeParse(content);
  if (!parsed.success) {
    return {
      problems: parsed.error.issues.map(issue =>
        describeConfigIssue(issue, content, name),
      ),
    };
  }
  const problems = facts
    ? factProblems(parsed.data, facts).map(problem => `${name}.${problem}`)
    : [];
  return problems.length > 0
    ? { problems }
    : { scorecard: parsed.data, problems };
}
