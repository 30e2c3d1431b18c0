import { parseDocument } from 'yaml';
import { describeConfigIssue } from '../configIssues';
import { policyProblems, type PolicySurroundings } from './policyProblems';
import { type Policy, policySchema } from './policySchema';

/** A policy, or what is wrong with it; one problem a line. @public */
export type ReadPolicy =
  | { policy: Policy; problems: [] }
  | { policy: undefined; problems: string[] };

/** More problems help nobody. */
const MAX_PROBLEMS = 50;

/**
 * Reads the YAML of a policy, as {@link checkPolicyContent} does its content.
 *
 * @public
 */
export function readPolicyText(
  text: string,
  options: PolicySurroundings & { key: string },
): ReadPolicy {
  let content: unknown;
  try {
    const document = parseDocument(text, { uniqueKeys: true });
    const [error] = document.errors;
    if (error) return refused([`${options.key} is not YAML: ${error.message}`]);
    // Aliases can make a small file endless.
    content = document.toJS({ maxAliasCount: 20 });
  } catch (error) {
    return refused([`${options.key} is not read: ${(error as Error).message}`]);
  }
  return checkPolicyContent(content, options);
}

/**
 * Checks the content of a policy: its shape, and whether what it refers to is there. People are another matter, see `peopleProblems`.
 *
 * @param options - `key` is put before each path, for example `pipelines.policies`
 * @public
 */
export function checkPolicyContent(
  content: unknown,
  options: PolicySurroundings & { key: string },
): ReadPolicy {
  const { key } = options;
  const parsed = policySchema.safeParse(content);
  if (!parsed.success) {
    return refused(
      parsed.error.issues.map(issue =>
        describeConfigIssue(issue, content, key),
      ),
    );
  }
  const problems = policyProblems(parsed.data, options);
  return problems.length > 0
    ? refused(problems.map(problem => `${key}.${problem}`))
    : { policy: parsed.data, problems: [] };
}

function refused(problems: string[]): ReadPolicy {
  return { policy: undefined, problems: problems.slice(0, MAX_PROBLEMS) };
}
