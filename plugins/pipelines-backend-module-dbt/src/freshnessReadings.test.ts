import { recorded } from './__testUtils__/fixtures';
import { readSources } from './artifacts/sources';
import { readFreshness } from './freshnessReadings';
import { unreadSourceIssues } from './issues';

describe('readFreshness', () => {
  const sources = () => readSources(recorded('clean/sources.json'), 'x');

  it('reads how long ago a source was loaded, whatever the project thinks of it', () => {
    expect(readFreshness(sources())[0]).toEqual({
      subject: { dataset: 'source.lab.raw.raw_customers' },
      at: '2026-11-21T07:02:48.055Z',
      measure: 'loaded-at',
      ageSeconds: 1753368.055282,
      loadedAt: '2026-11-01T00:00:00.000Z',
    });
    expect(unreadSourceIssues(sources())).toEqual([]);
  });

  it('knows no age of a source that dbt could not read, and says so', () => {
    const read = sources();
    read.results = [{ id: 'source.lab.raw.gone', status: 'runtime error' }];
    expect(readFreshness(read)).toEqual([
      {
        subject: { dataset: 'source.lab.raw.gone' },
        at: '2026-11-21T07:02:48.148Z',
        measure: 'loaded-at',
      },
    ]);
    expect(unreadSourceIssues(read)).toMatchObject([
      { title: 'source.lab.raw.gone', at: '2026-11-21T07:02:48.148Z' },
    ]);
  });

  it('takes a warehouse whose clock is ahead for one that was just loaded', () => {
    const read = sources();
    read.results[0].ageSeconds = -4;
    expect(readFreshness(read)[0].ageSeconds).toBe(0);
  });
});
