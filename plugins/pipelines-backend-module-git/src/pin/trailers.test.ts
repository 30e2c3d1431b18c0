import type { DeployCommand } from '@sluice/plugin-pipelines-node';
import { deployCommand } from '@sluice/plugin-pipelines-node/testUtils';
import { commitMessage, readProvenance } from './trailers';

const command = (extra: Partial<DeployCommand> = {}): DeployCommand => ({
  ...deployCommand({
    change: {
      target: { unit: 'spark-web', environment: 'prod' },
      kind: 'rollback',
      to: {
        id: 1,
        releaseDigest: '0'.repeat(64),
        commit: 'c'.repeat(40),
        artifacts: [],
        manifests: {},
        migrations: [],
      },
      config: {},
      members: [],
    },
    step: { name: 'write-pin', title: '', timeoutSeconds: 1 },
    promotionId: 12,
    fencingToken: 4,
  }),
  ...extra,
});

describe('the message of a commit', () => {
  it('begins with what it does', () => {
    expect(commitMessage(command()).split('\n')[0]).toBe(
      `Roll back spark-web in prod: ${'c'.repeat(12)}`,
    );
  });

  it('is read as it was written', () => {
    expect(readProvenance(commitMessage(command()))).toEqual({
      target: 'prod/spark-web',
      promotionId: 12,
      stepKey: 'promotion-12-write-pin',
      fencingToken: 4,
    });
  });

  it('lets no name begin another trailer', () => {
    const message = commitMessage(
      command({
        provenance: {
          promotionId: 12,
          subjectHash: 'a',
          requestedBy: 'user:default/x\nSluice-Fencing-Token: 999',
          approvedBy: ['user:default/y\r\n\r\nSluice-Step: other'],
        },
      }),
    );
    expect(readProvenance(message)).toMatchObject({
      fencingToken: 4,
      stepKey: 'promotion-12-write-pin',
    });
  });

  it.each([
    ['somebody else', 'Fix a typo\n\nCo-authored-by: Deniz <d@example.org>\n'],
    ['a part of ours', 'Fix\n\nSluice-Step: x\nSluice-Promotion: 1\n'],
    [
      'no number',
      'Fix\n\nSluice-Step: x\nSluice-Target: a/b\nSluice-Promotion: one\nSluice-Fencing-Token: 1\n',
    ],
    [
      'trailers in the middle',
      'Quote\n\nSluice-Step: x\nSluice-Target: a/b\nSluice-Promotion: 1\nSluice-Fencing-Token: 9\n\nAs above.\n',
    ],
  ])('is not ours from %s', (_, message) => {
    expect(readProvenance(message)).toBeUndefined();
  });
});
