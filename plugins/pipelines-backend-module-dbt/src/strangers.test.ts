import { manifestOf, nodeBody, resultsOf } from './__testUtils__/fixtures';
import { strangersOf } from './strangers';

const manifest = manifestOf([nodeBody('model.shop.a')]);
const where = '/target/manifest.json';
const results = (statuses: Record<string, string>) => resultsOf(statuses);

describe('strangersOf', () => {
  it('finds none among nodes that the manifest knows, and hooks', () => {
    const runResults = results({
      'model.shop.a': 'success',
      'operation.shop.shop-on-run-end-0': 'success',
      'macro.shop.load': 'success',
    });
    expect(strangersOf({ manifest, runResults, where })).toEqual([]);
    expect(strangersOf({ manifest, where })).toEqual([]);
  });

  it('waits for a manifest that is still to come', () => {
    const runResults = results({ 'model.shop.new': 'success' });
    const old = { ...manifest, generatedAt: '2026-11-20T00:00:00.000Z' };
    expect(() => strangersOf({ manifest: old, runResults, where })).toThrow(
      "/target/manifest.json is older than run_results.json and doesn't know model.shop.new",
    );
  });

  it('says what a newer manifest no longer knows', () => {
    const runResults = results({ 'model.shop.gone': 'success' });
    const newer = { ...manifest, generatedAt: '2026-11-22T00:00:00.000Z' };
    expect(strangersOf({ manifest: newer, runResults, where })).toMatchObject([
      { message: expect.stringContaining('model.shop.gone') },
    ]);
  });
});
