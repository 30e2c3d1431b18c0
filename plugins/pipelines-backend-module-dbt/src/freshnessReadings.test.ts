import { recorded, recordedManifest } from './__testUtils__/fixtures';
import { readSources } from './artifacts/sources';
import { readFreshness, readSelectionFreshness } from './freshnessReadings';
import { unreadSourceIssues } from './issues';
import { select } from './selection/select';

const clean = () => readSources(recorded('clean/sources.json'), 'x');

describe('readFreshness', () => {
  it('reads how long ago a source was loaded, whatever the project thinks of it', () => {
    expect(readFreshness(clean())[0]).toEqual({
      subject: { dataset: 'source.lab.raw.raw_customers' },
      at: '2026-11-21T07:02:48.055Z',
      measure: 'loaded-at',
      ageSeconds: 1753368.055282,
      loadedAt: '2026-11-01T00:00:00.000Z',
    });
    expect(unreadSourceIssues(clean())).toEqual([]);
  });

  it('knows no age of a source that dbt could not read, and says so', () => {
    const read = clean();
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
    const read = clean();
    read.results[0].ageSeconds = -4;
    expect(readFreshness(read)[0].ageSeconds).toBe(0);
  });
});

describe('readSelectionFreshness', () => {
  const manifest = recordedManifest();
  const read = (selector: string, sources = clean()) =>
    readSelectionFreshness({
      externalId: `lab/${selector}`,
      ids: select(manifest, selector),
      manifest,
      sources,
    });

  it('is that of the oldest source upstream', () => {
    expect(read('fct_revenue')).toEqual({
      subject: { pipeline: 'lab/fct_revenue' },
      at: '2026-11-21T07:02:48.055Z',
      measure: 'loaded-at',
      ageSeconds: 1753368.055282,
      loadedAt: '2026-11-01T00:00:00.000Z',
    });
    expect(read('stg_orders')?.ageSeconds).toBe(3168.055165);
    expect(read('raw_orders')?.ageSeconds).toBe(3168.055165);
  });

  it('is not known if that of one of them is not', () => {
    const sources = clean();
    sources.results[0] = {
      id: 'source.lab.raw.raw_customers',
      status: 'runtime error',
    };
    expect(read('fct_revenue', sources)).toEqual({
      subject: { pipeline: 'lab/fct_revenue' },
      at: '2026-11-21T07:02:48.055Z',
      measure: 'loaded-at',
    });
    expect(read('stg_orders', sources)?.ageSeconds).toBe(3168.055165);
  });

  it('is none of a selection without sources', () => {
    expect(read('resource_type:seed')).toBeUndefined();
  });
});
