import { readFileSync } from 'node:fs';
import type { JsonValue } from '@backstage/types';
import { defaultPolicy } from './defaultPolicy';
import { checkPolicy, readPolicyYaml, type ReadPolicy } from './readPolicy';
import type { PolicyContext } from './referenceProblems';

/** The keys `pipelines.policies` and `pipelines.policyFile`; at most one of them. @internal */
export type PoliciesConfig = { content?: JsonValue; file?: string };

/** What the config says the policy should be. @internal */
export type ConfiguredPolicy = ReadPolicy & {
  /** The text of the file. */
  source?: string;
  /** Whether the config says nothing, so that it is the default. */
  isDefault: boolean;
};

/**
 * Reads the policy of the config. Nothing is thrown: a portal with a bad policy starts all the same, and goes on with the last good one.
 *
 * @internal
 */
export function configuredPolicy(
  config: PoliciesConfig,
  context: PolicyContext,
): ConfiguredPolicy {
  const { content, file } = config;
  if (content !== undefined) {
    const key = 'pipelines.policies';
    return { ...checkPolicy(content, { ...context, key }), isDefault: false };
  }
  if (file === undefined) {
    return {
      policy: defaultPolicy(context.environments),
      problems: [],
      isDefault: true,
    };
  }
  let source: string;
  try {
    source = readFileSync(file, 'utf8');
  } catch (error) {
    return {
      policy: undefined,
      problems: [
        `pipelines.policyFile is ${file}, which can't be read: ${
          (error as Error).message
        }`,
      ],
      isDefault: false,
    };
  }
  return {
    ...readPolicyYaml(source, { ...context, key: 'policy' }),
    source,
    isDefault: false,
  };
}
