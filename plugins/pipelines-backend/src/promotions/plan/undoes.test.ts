import type { Knex } from 'knex';
import type { ReleaseRecord } from '../../releases';
import type { ReleaseReader } from '../ports';
import { undoneBy } from './undoes';

const release = (sequence: number) =>
  ({
    id: sequence,
    unit: 'finance',
    sequence,
    releaseDigest: `d${sequence}`,
    commit: `c${sequence}`,
    label: null,
  } as ReleaseRecord);

describe('undoneBy', () => {
  it('names each release in between, with who wrote it since the one before', async () => {
    const change = jest.fn(async (from?: ReleaseRecord) => ({
      authors: [
        { email: `a${from!.sequence}@example.com`, commits: 1 },
        { email: 'x', ref: 'user:default/ines', commits: 1 },
      ],
    }));
    const releases = {
      ofUnit: async () => [4, 3, 2, 1].map(release),
      change,
    } as unknown as ReleaseReader;
    const undone = await undoneBy(releases, release(3), release(1), {} as Knex);
    expect(
      undone.map(({ authors, release: { sequence } }) => [sequence, authors]),
    ).toEqual([
      [3, ['a2@example.com', 'user:default/ines']],
      [2, ['a1@example.com', 'user:default/ines']],
    ]);
  });
});
