import type { FleetRow } from '@sluice/plugin-pipelines-common';
import { statusSince } from './since';

const lastRun: FleetRow['lastRun'] = {
  id: '1',
  state: 'success',
  runType: 'scheduled',
  startedAt: '2026-11-21T05:00:00Z',
  endedAt: '2026-11-21T05:30:00Z',
};

describe('statusSince', () => {
  it.each<[FleetRow['status'], string | undefined]>([
    ['failed', lastRun.endedAt],
    ['ok', lastRun.endedAt],
    ['running', lastRun.startedAt],
    ['late', undefined],
    ['unknown', undefined],
    ['idle', undefined],
  ])('%s', (status, expected) => {
    expect(statusSince({ status, lastRun })).toBe(expected);
  });
});
