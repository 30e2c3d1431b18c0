import type { Slo, SloStatus } from '@sluice/plugin-pipelines-common';
import { sloGroups } from './sloGroups';

const slo = (id: number, domain: string | undefined, status: SloStatus) =>
  ({ id, domain, status } as Slo);

describe('sloGroups', () => {
  it('goes by domain, with what is about several of them last, and counts what stands where', () => {
    const groups = sloGroups([
      slo(1, undefined, 'exhausted'),
      slo(2, 'domain:default/sales', 'exhausted'),
      slo(3, 'domain:default/finance', 'unknown'),
      slo(4, 'domain:default/finance', 'met'),
      slo(5, 'domain:default/finance', 'met'),
    ]);
    expect(
      groups.map(group => [
        group.domain,
        group.slos.map(({ id }) => id),
        group.counts.map(({ status, count }) => `${count} ${status}`),
      ]),
    ).toEqual([
      ['domain:default/finance', [3, 4, 5], ['1 unknown', '2 met']],
      ['domain:default/sales', [2], ['1 exhausted']],
      [undefined, [1], ['1 exhausted']],
    ]);
  });

  it('of nothing are none', () => {
    expect(sloGroups([])).toEqual([]);
  });
});
