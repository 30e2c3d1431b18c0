import type { TaskReading } from '@sluice/plugin-pipelines-node';
import { readTask } from './readTask';

const NOW = new Date('2026-11-21T06:00:00Z');

function reading(options: Partial<TaskReading> = {}): TaskReading {
  return {
    pipelineExternalId: 'close_day',
    runExternalId: 'r1',
    taskId: 'load',
    state: 'success',
    endedAt: '2026-11-21T05:00:00Z',
    tries: 1,
    ...options,
  };
}

describe('readTask', () => {
  it('brings the time into the form in which it is stored', () => {
    expect(readTask(reading(), NOW)).toEqual({
      task: { ...reading(), endedAt: '2026-11-21T05:00:00.000Z' },
      skewed: false,
    });
  });

  it.each<[string, Partial<TaskReading>, string]>([
    ['no task', { taskId: ' ' }, 'it has no taskId'],
    ['no run', { runExternalId: '' }, 'it has no runExternalId'],
    ['no pipeline', { pipelineExternalId: '' }, 'it has no pipelineExternalId'],
    ['a state', { state: 'done' as never }, 'its state "done" is unknown'],
    [
      'a number of tries',
      { tries: -1 },
      'its tries are not a whole number from 0 on',
    ],
    [
      'a success without an end',
      { endedAt: 'at five' },
      'it succeeded without an endedAt that is a time',
    ],
  ])('refuses one that lacks %s', (_, options, reason) => {
    expect(readTask(reading(options), NOW)).toEqual({ reason });
  });

  it('says when the clock of the source is ahead', () => {
    expect(
      readTask(reading({ endedAt: '2026-11-21T08:00:00Z' }), NOW),
    ).toMatchObject({ skewed: true });
  });
});
