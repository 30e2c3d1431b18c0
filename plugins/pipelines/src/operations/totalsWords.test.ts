import { totalsWords } from './totalsWords';

const none = { partitions: 3, readAgain: 0, skipped: 0, copied: 0, unknown: 0 };

describe('totalsWords', () => {
  it('says each thing that is done, and nothing of what is not', () => {
    expect(totalsWords({ ...none, skipped: 3, readAgain: 1204 })).toEqual([
      { key: 'readAgain', count: 1204 },
      { key: 'skipped', count: 3 },
    ]);
    expect(totalsWords(none)).toEqual([]);
  });
});
