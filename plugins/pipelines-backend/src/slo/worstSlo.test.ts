import { SLO_STATUSES, type SloStatus } from '@sluice/plugin-pipelines-common';
import type { SloRecord } from './sloRecords';
import { worstSlo } from './worstSlo';

const slo = (
  id: number,
  status: SloStatus,
  remainingRatio?: number,
): SloRecord =>
  ({
    id,
    name: `slo-${id}`,
    status,
    statusRank: SLO_STATUSES.indexOf(status),
    definition: { kind: 'deadline', target: 95, title: `SLO ${id}` },
    standing:
      remainingRatio === undefined
        ? undefined
        : { budget: { allowed: 2, missesLeft: 1, remainingRatio } },
  } as unknown as SloRecord);

describe('worstSlo', () => {
  it.each<[string, SloRecord[], number | undefined]>([
    ['the status decides', [slo(1, 'met', 0.1), slo(2, 'exhausted', -1)], 2],
    [
      'whatever little is left elsewhere',
      [slo(1, 'met', 0), slo(2, 'unknown')],
      2,
    ],
    ['then what is left', [slo(1, 'met', 0.9), slo(2, 'met', 0.1)], 2],
    [
      'what was judged before what was not',
      [slo(1, 'met'), slo(2, 'met', 1)],
      2,
    ],
    ['then the older one', [slo(2, 'met', 1), slo(1, 'met', 1)], 1],
    ['none', [], undefined],
  ])('%s', (_, slos, expected) => {
    expect(worstSlo(slos)?.id).toBe(expected);
  });

  it('takes along what the fleet shows of it', () => {
    expect(worstSlo([slo(3, 'exhausted', -0.5)])).toEqual({
      id: 3,
      name: 'slo-3',
      title: 'SLO 3',
      kind: 'deadline',
      status: 'exhausted',
      target: 95,
      allowed: 2,
      missesLeft: 1,
      remainingRatio: -0.5,
      next: undefined,
    });
  });
});
