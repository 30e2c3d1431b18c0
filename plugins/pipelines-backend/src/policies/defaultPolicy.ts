import type { Policy } from '@sluice/plugin-pipelines-node/documents';

/**
 * The policy of a portal that has none in its config: for a team of six. One independent human approves whatever reaches the last
 * environment; what is under sox takes a second one. The environments before it go on by themselves once every gate passes.
 *
 * @internal
 */
export function defaultPolicy(environments: readonly string[]): Policy {
  const before = environments.slice(0, -1);
  return {
    title: 'Default policy',
    environments: [...environments],
    approvers: [
      { name: 'independent approver', from: 'anyone' },
      { name: 'second approver for sox', from: 'anyone' },
    ],
    rules: [
      {
        name: 'everywhere',
        require: {
          approvals: ['independent approver'],
          verify: { runs: 1, timeoutMinutes: 120 },
        },
      },
      ...(before.length > 0
        ? [
            {
              name: 'before production',
              match: { environments: before, kinds: ['promote' as const] },
              require: { autoPromote: true },
            },
          ]
        : []),
      {
        name: 'production',
        match: { environments: environments.slice(-1) },
        require: {
          verifiedUpstream: { runs: 1 },
          bake: { runs: 2, minutes: 60 },
          rollbackPreAuthorised: true,
        },
      },
      {
        name: 'sox',
        match: {
          environments: environments.slice(-1),
          classifications: ['sox'],
        },
        require: { approvals: ['second approver for sox'] },
      },
    ],
  };
}
