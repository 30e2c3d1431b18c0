import { type DeployedRelease, releaseChanges } from './releaseChanges';

const at = '2026-11-20T04:00:00.000Z';
const CLOSE = 'component:default/close';

const deployed = (more: Partial<DeployedRelease> = {}): DeployedRelease => ({
  at,
  how: 'deployed',
  promotionId: 12,
  before: '1.0.0',
  after: '1.1.0',
  members: [CLOSE, 'component:default/load'],
  authors: ['user:default/mara'],
  ...more,
});

describe('releaseChanges', () => {
  it('names the release, who wrote it, what it changed and its promotion', () => {
    expect(releaseChanges([deployed()], CLOSE)).toEqual([
      {
        kind: 'release',
        at,
        promotion: 12,
        reason: {
          code: 'release-deployed',
          at,
          before: '1.0.0',
          after: '1.1.0',
          people: ['user:default/mara'],
          pipelines: [CLOSE, 'component:default/load'],
        },
      },
    ]);
  });

  it.each([
    ['rolled-back', 'release-rolled-back'],
    ['unmanaged', 'release-unmanaged'],
  ] as const)('says %s', (how, code) => {
    const [{ reason }] = releaseChanges([deployed({ how })], CLOSE);
    expect(reason.code).toBe(code);
  });

  it('leaves out what left the pipeline as it was, and keeps what may not have', () => {
    const others = deployed({ members: ['component:default/load'] });
    const nobodyKnows: DeployedRelease = { at, how: 'unmanaged', authors: [] };
    expect(releaseChanges([others, nobodyKnows], CLOSE)).toEqual([
      {
        kind: 'release',
        at,
        reason: { code: 'release-unmanaged', at },
      },
    ]);
  });
});
