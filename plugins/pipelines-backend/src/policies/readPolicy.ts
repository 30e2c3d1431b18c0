import { describeConfigIssue } from '@sluice/plugin-pipelines-node';
import { parseDocument } from 'yaml';
import { type Policy, policySchema } from './policySchema';
import { type PolicyContext, referenceProblems } from './referenceProblems';

/** A policy, or what is wrong with it; one problem a line. @internal */
export type ReadPolicy =
  | { policy: Policy; problems: [] }
  | { policy: undefined; problems: string[] };

/** More problems help nobody. */
const MAX_PROBLEMS = 50;

/**
 * Reads the YAML of a policy, as {@link checkPolicy} does its content.
 *
 * @internal
 */
export function readPolicyYaml(
  text: string,
  options: PolicyContext & { key: string },
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
  return checkPolicy(content, options);
}

/**
 * Checks the content of a policy: its shape, and whether what it refers to is there. People are another matter, see `peopleProblems`.
 *
 * @param options - `key` is put before each path, for example `pipelines.policies`
 * @internal
 */
export function checkPolicy(
  content: unknown,
  options: PolicyContext & { key: string },
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
  const problems = referenceProblems(parsed.data, options);
  return problems.length > 0
    ? refused(problems.map(problem => `${key}.${problem}`))
    : { policy: parsed.data, problems: [] };
}

function refused(problems: string[]): ReadPolicy {
  return { policy: undefined, problems: problems.slice(0, MAX_PROBLEMS) };
}
