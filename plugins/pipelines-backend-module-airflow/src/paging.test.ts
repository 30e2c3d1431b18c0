import fc from 'fast-check';
import { FIRST_PAGE, readPage, type PagePosition } from './paging';

const keyOf = (row: unknown) => String(row);

/** Reads a list that may change before each page. */
function readAll(options: {
  list: () => string[];
  cap: number;
  total?: (length: number) => number;
}) {
  const { list, cap, total = length => length } = options;
  const seen: string[] = [];
  let position: PagePosition | undefined = FIRST_PAGE;
  let pageSize = 0;
  let requests = 0;
  while (position) {
    requests++;
    const now = list();
    const { offset } = position as { offset: number };
    const rows = now.slice(offset, offset + cap);
    if (offset + rows.length < total(now.length)) {
      pageSize = Math.max(pageSize, rows.length);
    }
    const reading = readPage({
      page: { rows, total: total(now.length) },
      position,
      pageSize,
      keyOf,
    });
    seen.push(...(reading.rows as string[]));
    position = reading.next;
  }
  return { seen, requests };
}

const numbers = (count: number) =>
  Array.from({ length: count }, (_, i) => `run-${i}`);

describe('readPage', () => {
  it('reads a short list with one request', () => {
    const { seen, requests } = readAll({ list: () => numbers(100), cap: 100 });
    expect(seen).toEqual(numbers(100));
    expect(requests).toBe(1);
  });

  it('gives every row once while nothing changes', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 400 }),
        fc.integer({ min: 2, max: 100 }),
        (count, cap) => {
          const { seen } = readAll({ list: () => numbers(count), cap });
          expect(seen).toEqual(numbers(count));
        },
      ),
    );
  });

  it('misses no row that stays, whichever others come and go', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 120 }),
        fc.integer({ min: 2, max: 30 }),
        fc.array(fc.nat(119), { maxLength: 12 }),
        (count, cap, deletions) => {
          let rows = numbers(count);
          let page = 0;
          const { seen } = readAll({
            cap,
            list: () => {
              const gone = `run-${deletions[page++]}`;
              rows = rows.filter(row => row !== gone);
              if (page <= deletions.length) rows.push(`new-${page}`);
              return rows;
            },
          });
          expect([...new Set(seen)]).toEqual(expect.arrayContaining(rows));
        },
      ),
    );
  });

  it.each([
    ['too large', (length: number) => length * 3],
    ['too small, once the page size is known', (n: number) => Math.min(n, 150)],
  ])('reads to the end though the total is %s', (_, total) => {
    const { seen } = readAll({ list: () => numbers(450), cap: 100, total });
    expect(seen).toEqual(numbers(450));
  });

  it('ends on a page that is empty before the total', () => {
    expect(
      readPage({
        page: { rows: [], total: 50 },
        position: FIRST_PAGE,
        pageSize: 100,
        keyOf,
      }),
    ).toEqual({ rows: [], next: undefined });
  });

  it('starts over where the last row of the page before is gone', () => {
    expect(
      readPage({
        page: { rows: ['c', 'd'], total: 4 },
        position: { offset: 1, after: 'b' },
        pageSize: 2,
        keyOf,
      }),
    ).toEqual({ rows: [], next: FIRST_PAGE, hasMoved: true });
  });

  it.each([
    ['leads on', ['a'], 'k2', { keyset: 'k2' }],
    ['ends', ['a'], null, undefined],
    ['leads to itself', ['a'], 'k1', undefined],
    ['leads on from an empty page', [], 'k2', undefined],
  ])('follows a cursor that %s', (_, rows, nextKeyset, next) => {
    expect(
      readPage({
        page: { rows, total: 50_000, nextKeyset },
        position: { keyset: 'k1' },
        pageSize: 100,
        keyOf,
      }),
    ).toEqual({ rows, next });
  });
});
