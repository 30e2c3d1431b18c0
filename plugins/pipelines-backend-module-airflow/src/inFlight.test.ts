import type { RunObservation } from '@sluice/plugin-pipelines-node';
import { asUnknown, missingFrom, trackInFlight } from './inFlight';

const run = (
  id: string,
  state: RunObservation['state'],
  dag = 'sales',
): RunObservation => ({
  pipelineExternalId: dag,
  externalId: id,
  state,
  runType: 'scheduled',
  runAfter: '2026-11-21T11:00:00.000Z',
});

const ids = (runs: RunObservation[]) => runs.map(each => each.externalId);

describe('trackInFlight', () => {
  it('keeps what isn’t finished, in its last state', () => {
    const before = [run('a', 'queued'), run('b', 'running')];
    const after = trackInFlight(before, [
      run('b', 'success'),
      run('c', 'queued'),
      run('a', 'running'),
      run('d', 'failed'),
    ]);
    expect(after.map(each => [each.externalId, each.state])).toEqual([
      ['c', 'queued'],
      ['a', 'running'],
    ]);
  });

  it('tells runs of different DAGs with one id apart', () => {
    const tracked = trackInFlight(
      [],
      [run('1', 'running', 'a'), run('1', 'running', 'b')],
    );
    expect(trackInFlight(tracked, [run('1', 'success', 'a')])).toHaveLength(1);
  });

  it('keeps a bounded number, the newest', () => {
    const many = Array.from({ length: 500 }, (_, i) => run(`${i}`, 'queued'));
    const kept = ids(trackInFlight([], many));
    expect(kept).toHaveLength(200);
    expect(kept[199]).toBe('499');
  });
});

describe('missingFrom', () => {
  it('finds what isn’t listed', () => {
    const tracked = [run('a', 'running'), run('b', 'running')];
    expect(ids(missingFrom(tracked, [run('b', 'running')]))).toEqual(['a']);
  });
});

describe('asUnknown', () => {
  it('claims nothing about how it ended', () => {
    expect(asUnknown(run('a', 'running'))).toEqual(run('a', 'unknown'));
  });
});
