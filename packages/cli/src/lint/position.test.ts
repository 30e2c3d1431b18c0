import { LineCounter, parseDocument } from 'yaml';
import { pathParts, positionOf } from './position';

const TEXT = `a:
  b:
    - x
    - c.d: 1
      e: {f: 2}
`;

describe('positionOf', () => {
  const lines = new LineCounter();
  const document = parseDocument(TEXT, { lineCounter: lines });

  it.each([
    ['', 1, 1],
    ['a', 1, 1],
    ['a.b', 2, 3],
    ['a.b[0]', 3, 7],
    ['a.b[1].e', 5, 7],
    ['a.b[1].e.f', 5, 11],
    ['a.b[7].e', 2, 3],
    ['a.z.y', 1, 1],
    ['a.b[0].x', 3, 7],
  ])('%s', (path, line, column) => {
    expect(positionOf(document, pathParts(path), lines)).toEqual({
      line,
      column,
    });
  });

  it('is at the top of an empty file', () => {
    const counter = new LineCounter();
    const empty = parseDocument('', { lineCounter: counter });
    expect(positionOf(empty, ['a'], counter)).toEqual({ line: 1, column: 1 });
  });
});
