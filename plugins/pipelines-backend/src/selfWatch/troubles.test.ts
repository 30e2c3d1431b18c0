import { type SelfStanding, troublesOf } from './troubles';

const AT = '2026-11-26T06:10:00.000Z';

const standing = (more: Partial<SelfStanding> = {}): SelfStanding => ({
  at: AT,
  engine: {
    ended: [],
    oldestVoteAt: null,
    oldestGateAt: null,
    indeterminate: [],
  },
  ledger: {
    status: 'intact',
    finishedAt: '2026-11-26T06:00:00.000Z',
    findings: [],
  },
  sources: [],
  ...more,
});

const lostSince = (since: string) =>
  standing({
    engine: {
      ...standing().engine,
      indeterminate: [{ id: 7, unit: 'finance', environment: 'prod', since }],
    },
  });

describe('troublesOf', () => {
  it.each([
    ['nothing is wrong', standing(), []],
    ['the ledger was never verified', standing({ ledger: undefined }), []],
    [
      'nobody has known for less than five minutes',
      lostSince('2026-11-26T06:05:00.000Z'),
      [],
    ],
    [
      'nobody has known for longer',
      lostSince('2026-11-26T06:04:59.999Z'),
      ['self:indeterminate:7:2026-11-26T06:04:59.999Z'],
    ],
    [
      'the ledger is broken',
      standing({
        ledger: {
          status: 'broken',
          finishedAt: AT,
          findings: ['Row 3 was changed'],
        },
      }),
      ['self:ledger-broken:1'],
    ],
    [
      'a source is blind, which is an alert of its own',
      standing({ sources: [{ id: 's', title: 'S', isBlind: true }] }),
      [],
    ],
  ])('%s', (_, given, keys) => {
    expect(troublesOf(given).map(each => each.key)).toEqual(keys);
  });

  it('says what, since when and what to do', () => {
    const [trouble] = troublesOf(lostSince('2026-11-26T06:00:00.000Z'));
    expect(trouble).toMatchObject({
      title: 'Nobody knows what finance runs in prod',
      link: '/pipelines/promotions/7',
    });
    expect(trouble.description).toContain('2026-11-26T06:00:00.000Z');
  });
});
