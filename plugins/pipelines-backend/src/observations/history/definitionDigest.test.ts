import type { PipelineDefinition } from '@sluice/plugin-pipelines-node';
import { definitionDigest } from './definitionDigest';

const daily: PipelineDefinition = {
  externalId: 'close_day',
  type: 'airflow-dag',
  schedule: '0 4 * * *',
  timezone: 'UTC',
  paused: false,
  tags: ['finance', 'sox'],
};

describe('definitionDigest', () => {
  it.each<[string, Partial<PipelineDefinition>, boolean]>([
    ['the next run moves by itself', { nextRunAt: '2026-11-21' }, true],
    ['a description tells, and does nothing', { description: 'x' }, true],
    ['tags in another order are the same', { tags: ['sox', 'finance'] }, true],
    ['another schedule', { schedule: '0 5 * * *' }, false],
    ['another zone', { timezone: 'Europe/Berlin' }, false],
    ['switched off', { paused: true }, false],
    ['a tag less', { tags: ['sox'] }, false],
    ['an owner', { owners: ['ana'] }, false],
  ])('%s', (_, change, same) => {
    expect(
      definitionDigest({ ...daily, ...change }) === definitionDigest(daily),
    ).toBe(same);
  });

  it('of what is gone is empty', () => {
    expect(definitionDigest(undefined)).toBe('');
  });
});
