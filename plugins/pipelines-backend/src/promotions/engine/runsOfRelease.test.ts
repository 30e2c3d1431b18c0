import type { MemberRun } from '../ports';
import { runsOfRelease, versionsOf } from './runsOfRelease';

const run = (runId: string, version?: string): MemberRun => ({
  member: 'component:default/close',
  runId,
  state: 'success',
  startedAt: '2026-11-20T04:00:00.000Z',
  scheduled: true,
  version,
});

const runs = [run('a', 'new'), run('b', 'old'), run('c', 'v7'), run('d')];

describe('runsOfRelease', () => {
  it('leaves out what certainly ran something else', () => {
    const told = new Map([
      ['new', true],
      ['old', false],
    ]);
    expect(runsOfRelease(runs, told).map(each => each.runId)).toEqual([
      'a',
      'c',
      'd',
    ]);
  });

  it('names each version once', () => {
    expect(versionsOf([...runs, run('e', 'new')])).toEqual([
      'new',
      'old',
      'v7',
    ]);
  });
});
