import { createTwoFilesPatch } from 'diff';
import { stringify } from 'yaml';
import type { Policy } from '@sluice/plugin-pipelines-node/documents';
import type { PolicyRecord } from './PolicyStore';

/** A policy as people read it: as it was written, else as YAML. @internal */
export function policyYaml({
  policy,
  source,
}: Pick<PolicyRecord, 'policy' | 'source'>): string {
  return source ?? plainYaml(policy);
}

/** What a policy changes about another, as a unified diff of their content: comments and order of keys don't count. @internal */
export function policyDiff(before: Policy | undefined, after: Policy): string {
  return createTwoFilesPatch(
    'in force',
    'proposed',
    before ? plainYaml(before) : '',
    plainYaml(after),
    undefined,
    undefined,
    { context: 3 },
  );
}

/** Content as YAML, in the order in which it has its keys. @internal */
export function plainYaml(policy: Policy): string {
  return stringify(policy, {
    compat: 'yaml-1.1',
    lineWidth: 0,
    sortMapEntries: false,
  });
}
