import * as fc from 'fast-check';
import { packWindow, unpackWindow } from './codec';

describe('the readings of a group', () => {
  it('come back as they were stored', () => {
    const offset = fc.nat();
    const commits = fc.record({
      since: fc.nat(),
      upToDate: fc.boolean(),
      made: fc.array(
        fc.record({
          at: fc.nat(),
          offset,
          lag: offset,
          least: offset,
          most: offset,
        }),
      ),
    });
    const reading = fc.record({
      at: fc.nat(),
      committed: fc.oneof(offset, fc.constantFrom(null, undefined)),
      end: fc.option(offset, { nil: undefined }),
      alive: fc.option(fc.boolean(), { nil: null }),
    });
    const sample = fc
      .tuple(reading, fc.option(commits, { nil: undefined }))
      .map(([known, own]) => (own ? { ...known, commits: own } : known));
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
