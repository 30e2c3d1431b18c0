import * as fc from 'fast-check';
import { packWindow, unpackWindow } from './codec';

describe('the readings of a group', () => {
  it('come back as they were stored', () => {
    const offset = fc.nat();
    const sample = fc.record({
      at: fc.nat(),
      committed: fc.oneof(offset, fc.constantFrom(null, undefined)),
      end: fc.option(offset, { nil: undefined }),
      alive: fc.option(fc.boolean(), { nil: null }),
    });
    const window = fc
      .dictionary(fc.stringMatching(/^t[a-z.]{0,5}\/\d$/), fc.array(sample))
      .map(byPartition => new Map(Object.entries(byPartition)));
    fc.assert(
      fc.property(window, known => {
        expect(unpackWindow(packWindow(known))).toEqual(known);
      }),
    );
  });
});
