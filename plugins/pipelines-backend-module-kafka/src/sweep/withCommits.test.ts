import type { GroupReading } from '@sluice/plugin-pipelines-node';
import { withCommits } from './withCommits';

const made = { since: '2026-11-25T06:00:00.000Z', made: [], upToDate: true };

const reading: GroupReading = {
  group: 'orders',
  state: 'unknown',
  partitions: [{ topic: 't', partition: 0, committed: 5 }],
  problem: 'its coordinator moved',
};

describe('withCommits', () => {
  it('adds commits to the partitions of a group', () => {
    const found = withCommits(reading, {
      of: () => made,
      partitionsOf: () => [{ topic: 't', partition: 0 }],
    });
    expect(found.partitions).toEqual([
      { topic: 't', partition: 0, committed: 5, commits: made },
    ]);
  });

  it('loses none of a partition whose offset could not be read', () => {
    const found = withCommits(reading, {
      of: () => made,
      partitionsOf: () => [{ topic: 't', partition: 1 }],
    });
    expect(found.partitions[1]).toEqual({
      topic: 't',
      partition: 1,
      problem: 'its coordinator moved',
      commits: made,
    });
  });

  it('leaves a group as it is whose commits are not read', () => {
    const found = withCommits(reading, {
      of: () => undefined,
      partitionsOf: () => [],
    });
    expect(found).toEqual(reading);
  });
});
