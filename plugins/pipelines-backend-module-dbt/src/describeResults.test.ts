import { manifestOf, nodeBody, resultsOf } from './__testUtils__/fixtures';
import { describeResults } from './describeResults';

const ids = [...Array(8).keys()].map(index => `model.shop.m${index}`);
const manifest = manifestOf(ids.map(id => nodeBody(id)));

const describeAll = (
  statuses: Record<string, string>,
  options: { part?: { of: number; seen: number }; isEmpty?: boolean } = {},
) => describeResults(resultsOf(statuses).results, { manifest, ...options });

describe('describeResults', () => {
  it('says nothing of a success', () => {
    expect(describeAll({ [ids[0]]: 'success' })).toBeUndefined();
  });

  it('names what failed before what is not known, and counts the rest', () => {
    const statuses = {
      [ids[7]]: 'dreaming',
      ...Object.fromEntries(ids.slice(0, 5).map(id => [id, 'error'])),
      [ids[5]]: 'skipped',
    };
    expect(describeAll(statuses, { part: { of: 9, seen: 7 } })).toBe(
      '7 of 9 models; m0 error; m1 error; m2 error; m3 error; m4 error; 1 more; 1 skipped',
    );
  });

  it('names a node that the manifest does not know by its id', () => {
    expect(describeAll({ 'model.shop.gone': 'error' })).toBe(
      'model.shop.gone error',
    );
  });
});
