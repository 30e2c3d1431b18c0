import { encodeKey, encodeValue } from '../__testUtils__/commitBytes';
import { Tail } from './Tail';

const NOW = new Date('2026-11-25T06:00:00.000Z');

function tailAt(offset: number) {
  return new Tail({
    partitions: 1,
    positions: new Map([[0, { offset, since: 1 }]]),
    groups: new Set(['g']),
    readsTopic: () => true,
    now: () => NOW,
  });
}

const record = (offset: number, committed: number) => ({
  offset,
  key: encodeKey({ group: 'g', topic: 't', partition: 0 }),
  value: encodeValue({ offset: committed, at: offset * 1000 }),
});

describe('Tail', () => {
  it('passes over what a batch has from before', () => {
    const tail = tailAt(11);
    const records = [record(10, 1), record(11, 2)];
    const answer = { partition: 0, code: 0, settled: 12, end: 12, records };
    expect(tail.take({ ...answer, next: 12 }, true)).toBe(true);
    expect(tail.of('g', 't', 0)).toEqual({
      since: new Date(1).toISOString(),
      made: [{ at: 11_000, offset: 2 }],
      upToDate: true,
    });
    expect(tail.positions.get(0)).toEqual({ offset: 12, since: 1 });
  });

  it('asks again where an answer had no room', () => {
    const tail = tailAt(11);
    const answer = { partition: 0, code: 0, settled: 12, end: 12, records: [] };
    expect(tail.take({ ...answer, next: undefined }, false)).toBe(false);
    expect(tail.positions.get(0)!.offset).toBe(11);
    expect(tail.take({ ...answer, next: undefined }, true)).toBe(true);
    expect(tail.positions.get(0)!.offset).toBe(12);
  });

  it('goes on after a batch that was refused, and says that some are missing', () => {
    const tail = tailAt(11);
    const answer = { partition: 0, code: 0, settled: 13, end: 13 };
    const refused = [
      'the batch of offsets 11 to 11 unpacks to more than 9 bytes',
    ];
    const records = [record(12, 2)];
    tail.take({ ...answer, records, refused, next: 13 }, true);
    expect(tail.positions.get(0)).toEqual({
      offset: 13,
      since: NOW.getTime(),
    });
    expect([...tail.problems]).toEqual([
      'commits: in partition 0 of __consumer_offsets the batch of offsets 11 to 11 unpacks to more than 9 bytes',
    ]);
  });

  it('never goes back', () => {
    const tail = tailAt(11);
    const answer = { partition: 0, code: 0, settled: 5, end: 5, records: [] };
    tail.take({ ...answer, next: undefined }, true);
    expect(tail.positions.get(0)!.offset).toBe(11);
  });
});
