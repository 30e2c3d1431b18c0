import { noteOf, resetState } from './resetState';

const at = (offset: number, metadata?: string) => ({
  topic: 'orders.v1',
  partition: 0,
  offset,
  metadata,
});
const row = (from: number | null) => ({
  topic: 'orders.v1',
  partition: 0,
  from,
});
const NOTED = { done: 0, total: 1 };
const [BEFORE, DONE] = [noteOf(12, 'before'), noteOf(12, 'done')];

describe('resetState', () => {
  it.each([
    ['where it was, at first', 500, at(500), undefined, 'to do'],
    ['where it was, with our note', 500, at(500, BEFORE), NOTED, 'to do'],
    ['where it was, its note overwritten', 500, at(500), NOTED, 'moved'],
    [
      'where it was, with the note of another',
      500,
      at(500, noteOf(11, 'done')),
      undefined,
      'to do',
    ],
    ['where it was put', 500, at(0, DONE), NOTED, 'done'],
    ['somewhere else, at first', 500, at(501), undefined, 'moved'],
    ['read on since it was put back', 500, at(3), NOTED, 'moved'],
    ['never committed', null, undefined, NOTED, 'to do'],
    ['never committed, and is put', null, at(9, DONE), NOTED, 'done'],
    ['never committed, and has by now', null, at(9), NOTED, 'moved'],
    ['gone', 500, undefined, NOTED, 'moved'],
  ] as const)('is %s', (_, from, committed, before, expected) => {
    expect(resetState(row(from), committed, { operationId: 12, before })).toBe(
      expected,
    );
  });
});
