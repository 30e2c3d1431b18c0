import * as fc from 'fast-check';
import { packCursor, unpackCursor } from './tailCursor';

describe('the cursor', () => {
  it('comes back as it was saved', () => {
    const number = fc.nat({ max: Number.MAX_SAFE_INTEGER });
    const positions = fc
      .dictionary(
        fc.nat(1000).map(String),
        fc.record({ offset: number, since: number }),
      )
      .map(each => new Map(Object.entries(each).map(([k, v]) => [+k, v])));
    fc.assert(
      fc.property(fc.uuid(), positions, (topicId, at) => {
        const cursor = { topicId, positions: at };
        const saved = JSON.parse(JSON.stringify(packCursor(cursor)));
        expect(unpackCursor(saved)).toEqual(cursor);
      }),
    );
  });

  it.each([
    undefined,
    null,
    'x',
    {},
    { commits: { topicId: 'a', positions: { '-1': [1, 1] } } },
    { commits: { topicId: 'a', positions: { 1: [-1, 1] } } },
    { commits: { topicId: 'a', positions: { 1: [1] } } },
  ])('%j is none', saved => {
    expect(unpackCursor(saved)).toBeUndefined();
  });
});
