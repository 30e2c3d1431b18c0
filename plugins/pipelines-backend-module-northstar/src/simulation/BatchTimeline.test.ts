import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Deployments } from '../deployment';
import type { NewRecord } from '../deployment/EnvironmentLog';
import { PIPELINES } from '../fleet';
import { BatchTimeline } from './BatchTimeline';
import { ReleaseHistory } from './versions';

const START = Date.parse('2026-11-21T09:45:00.000Z');
const unit = 'northstar-dags-finance';
const pipeline = PIPELINES.find(each => each.name === 'finance_close_daily')!;

describe('BatchTimeline', () => {
  let dir: string;
  let clock: number;
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'sluice-timeline-'));
    clock = START;
  });
  afterEach(() => rmSync(dir, { recursive: true, force: true }));

  /** What runs on command until an hour later, after these lines of the log, a minute between two. */
  async function commanded(records: NewRecord[]) {
    const deployments = new Deployments({ dir, now: () => new Date(clock) });
    for (const record of records) {
      await deployments.log('prod')!.append(record);
      clock += 60_000;
    }
    const releases = new ReleaseHistory({ seed: 's', deployments });
    releases.refresh();
    const timeline = new BatchTimeline({
      seed: 's',
      releases,
      pipeline,
      environment: 'prod',
      schedule: pipeline.schedule!,
    });
    const range = { from: START, to: START + 3_600_000, startedAt: START };
    return [...timeline.runs(range)]
      .flatMap(({ runs }) => runs)
      .filter(({ note }) => note?.startsWith('Started on command'));
  }

  const run = (fault: string, more: object = {}): NewRecord => ({
    kind: 'run',
    unit,
    fault,
    state: 'success',
    ...more,
  });
  const deployed: NewRecord = {
    kind: 'effect',
    unit,
    token: 1,
    stepKey: '1:1',
    step: 'write-pin',
    promotionId: 1,
    isWhole: true,
    detail: '',
    runs: { version: '3.1.0', by: 'promotion 1', regression: 'none' },
  };

  it('runs on command, of what is deployed then, and ends as it was told to', async () => {
    const runs = await commanded([
      deployed,
      run('a'),
      run('b', { state: 'failed' }),
      run('c', { pipeline: 'finance_close_daily' }),
      run('d', { pipeline: 'fx_rates_load' }),
    ]);
    expect(
      runs.map(({ endAt, outcome, startAt, version }) => ({
        seconds: (endAt - startAt) / 1000,
        outcome,
        version,
      })),
    ).toEqual(
      ['success', 'failed', 'success'].map(outcome => ({
        seconds: 10,
        outcome,
        version: '3.1.0',
      })),
    );
    expect(new Set(runs.map(each => each.externalId)).size).toBe(3);
  });

  it('fails on command where what runs has gone bad, until something else runs', async () => {
    const runs = await commanded([
      deployed,
      { kind: 'regress', unit, fault: 'r' },
      run('a'),
      {
        ...deployed,
        stepKey: '2:1',
        runs: { version: '3.0.0', by: 'promotion 2', regression: 'none' },
      },
      run('b'),
    ]);
    expect(runs.map(({ outcome, version }) => [outcome, version])).toEqual([
      ['failed', '3.1.0'],
      ['success', '3.0.0'],
    ]);
  });
});
