import {
  checkPolicyContent,
  type ReadPolicy,
  readPolicyText,
} from '@sluice/plugin-pipelines-node/documents';
import { type PolicyContext, surroundingsOf } from './referenceProblems';

export type { ReadPolicy };

/**
 * Reads the YAML of a policy against what there is in this portal, as {@link checkPolicy} does its content.
 *
 * @internal
 */
export function readPolicyYaml(
  text: string,
  options: PolicyContext & { key: string },
): ReadPolicy {
  const { key } = options;
  return readPolicyText(text, { ...surroundingsOf(options), key });
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
  return checkPolicyContent(content, { ...surroundingsOf(options), key });
}
