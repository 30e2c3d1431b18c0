import type { FleetSlo } from '@sluice/plugin-pipelines-common';
import { sloColumns } from './fleetSlo';

const SLO: FleetSlo = {
  id: 1,
  name: 'by-six',
  kind: 'deadline',
  status: 'met',
  target: 95,
};

describe('sloColumns', () => {
  it.each<[string, FleetSlo | undefined, object]>([
    [
      'sorts by what is left, also below nothing',
      { ...SLO, status: 'exhausted', remainingRatio: -1.5 },
      { slo_status: 'exhausted', slo_rank: 0, budget_left: -1.5 },
    ],
    [
      'puts what was not judged after a full budget',
      SLO,
      { slo_status: 'met', slo_rank: 4, budget_left: 2 },
    ],
    [
      'puts pipelines without an SLO last',
      undefined,
      { slo: null, slo_status: '', slo_rank: 9, budget_left: 3 },
    ],
  ])('%s', (_, slo, expected) => {
    expect(sloColumns(slo)).toMatchObject(expected);
  });
});
