import type { RunObservation } from '@sluice/plugin-pipelines-node';
import { PIPELINES } from '../fleet';
import { loadReadings } from './loads';

const pipeline = PIPELINES.find(p => p.name === 'revenue_recognition')!;
const NOW = Date.parse('2026-11-21T12:00:00Z');
const run = (options: Partial<RunObservation> = {}): RunObservation => ({
  pipelineExternalId: 'northstar_finance/tag:revenue_recognition',
  externalId: 'r1',
  state: 'success',
  runType: 'scheduled',
  runAfter: '2026-11-21T08:30:00.000Z',
  dataIntervalStart: '2026-11-20T08:30:00.000Z',
  endedAt: '2026-11-21T09:00:00.000Z',
  ...options,
});
const read = (one: RunObservation) =>
  loadReadings({ pipeline, runs: [one], now: NOW });

describe('loadReadings', () => {
  it('tells of each model shortly before its load and after it', () => {
    const readings = read(run());
    expect(readings).toHaveLength(2 * pipeline.writes.length);
    expect(
      readings.filter(
        r =>
          r.subject.dataset ===
          'model.northstar_finance.fct_recognised_revenue',
      ),
    ).toMatchObject([
      {
        at: '2026-11-21T08:55:00.000Z',
        loadedAt: '2026-11-20T08:30:00.000Z',
      },
      {
        at: '2026-11-21T09:00:00.000Z',
        loadedAt: '2026-11-21T09:00:00.000Z',
        ageSeconds: 0,
      },
    ]);
  });

  it.each([
    ['failed', { state: 'failed' as const }],
    ['goes on', { state: 'running' as const, endedAt: undefined }],
    ['is too long ago', { endedAt: '2026-11-10T09:00:00.000Z' }],
  ])('says nothing of a run that %s', (_, options) => {
    expect(read(run(options))).toEqual([]);
  });
});
