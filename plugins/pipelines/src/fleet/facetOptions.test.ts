import type { FleetFacets } from '@sluice/plugin-pipelines-common';
import { facetOptions, shownOptions } from './facetOptions';

const facets = {
  status: [
    { value: 'ok', count: 100 },
    { value: 'failed', count: 3 },
  ],
  domain: [
    { value: 'sales', count: 28 },
    { value: 'finance', count: 22 },
  ],
} as Partial<FleetFacets> as FleetFacets;

describe('facetOptions', () => {
  it('puts statuses in the order in which they need a human', () => {
    const values = facetOptions('status', facets, []).map(o => o.value);
    expect(values).toEqual(['failed', 'ok']);
  });

  it('puts where SLOs stand in the same way', () => {
    const counts = ['met', 'unknown', 'exhausted'].map(value => ({
      value,
      count: 1,
    }));
    expect(
      facetOptions('slo', { ...facets, slo: counts }, []).map(o => o.value),
    ).toEqual(['exhausted', 'unknown', 'met']);
  });

  it('puts everything else by name', () => {
    const values = facetOptions('domain', facets, []).map(o => o.value);
    expect(values).toEqual(['finance', 'sales']);
  });

  it('keeps a chosen value that nothing has any more', () => {
    expect(facetOptions('domain', facets, ['gone'])).toContainEqual({
      value: 'gone',
      count: 0,
      chosen: true,
    });
  });

  it('shows what is chosen before counts are known', () => {
    expect(facetOptions('tier', undefined, ['1'])).toEqual([
      { value: '1', count: 0, chosen: true },
    ]);
  });
});

describe('shownOptions', () => {
  const many = Array.from({ length: 12 }, (_, index) => ({
    value: String(index),
    count: 1,
    chosen: index === 11,
  }));
  it('shows the first eight and what is chosen', () => {
    expect(shownOptions(many).map(o => o.value)).toEqual([...'01234567', '11']);
  });
  it('hides nothing to save a single line', () => {
    expect(shownOptions(many.slice(0, 9))).toHaveLength(9);
  });
});
