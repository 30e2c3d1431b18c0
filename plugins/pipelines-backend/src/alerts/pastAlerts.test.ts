import { type PastLateness, pastAlerts } from './pastAlerts';

const at = (hour: number, minute = 0) =>
  new Date(Date.UTC(2026, 10, 21, hour, minute)).toISOString();

function lateness(
  pipeline: number,
  from: string,
  to: string,
  cause = 'orders',
  tier = 1,
): PastLateness {
  return {
    affected: {
      pipelineId: pipeline,
      pipelineRef: `component:default/p${pipeline}`,
      owner: 'group:default/finance',
      tier,
      kind: 'missed-deadline',
      since: from,
      dueAt: from,
      hasRunbook: false,
    },
    lifecycle: 'production',
    production: true,
    cause: {
      type: 'pipeline',
      ref: `component:default/${cause}`,
      title: cause,
      owner: 'group:default/commerce',
    },
    from,
    to,
  };
}
const shape = (latenesses: PastLateness[]) =>
  pastAlerts(latenesses).map(({ affected, alert }) => [
    alert.cause.title,
    alert.openedAt,
    alert.resolvedAt,
    affected.map(({ pipelineId }) => pipelineId),
  ]);

describe('pastAlerts', () => {
  it.each<[string, PastLateness[], unknown[]]>([
    ['nothing was missed', [], []],
    ['one', [lateness(1, at(6), at(7))], [['orders', at(6), at(7), [1]]]],
    [
      'several of one cause are one',
      [lateness(2, at(6, 30), at(8)), lateness(1, at(6), at(7))],
      [['orders', at(6), at(8), [1, 2]]],
    ],
    [
      'those of another cause are another',
      [lateness(1, at(6), at(7)), lateness(2, at(6), at(7), 'payments')],
      [
        ['orders', at(6), at(7), [1]],
        ['payments', at(6), at(7), [2]],
      ],
    ],
    [
      'those of another day are another',
      [lateness(1, at(6), at(7)), lateness(1, at(30), at(31))],
      [
        ['orders', at(6), at(7), [1]],
        ['orders', at(30), at(31), [1]],
      ],
    ],
    [
      'the same pipeline again soon after is the same one',
      [lateness(1, at(6), at(7)), lateness(1, at(7, 10), at(8))],
      [['orders', at(6), at(8), [1]]],
    ],
  ])('%s', (_, latenesses, expected) => {
    expect(shape(latenesses)).toEqual(expected);
  });

  it('is over, as bad as its worst, and nobody was told', () => {
    const [{ affected, alert }] = pastAlerts([
      lateness(1, at(6), at(7), 'orders', 3),
      lateness(2, at(6), at(8)),
    ]);
    expect(alert).toMatchObject({
      state: 'resolved',
      urgency: 'urgent',
      severity: 'critical',
      inHindsight: true,
      summary: 'orders holds up 2 pipelines (2 missed their deadline)',
    });
    expect(affected.map(({ recoveredAt }) => recoveredAt)).toEqual([
      at(7),
      at(8),
    ]);
  });
});
