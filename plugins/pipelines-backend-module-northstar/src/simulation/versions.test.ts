import fc from 'fast-check';
import { PIPELINES } from '../fleet';
import { DAY } from './time';
import { EPOCH, ReleaseHistory } from './versions';

const startedAt = Date.parse('2026-11-21T09:45:00Z');
const named = (name: string) => PIPELINES.find(p => p.name === name)!;

describe('ReleaseHistory', () => {
  it('says the same about a moment, whatever was asked before', () => {
    const moments = fc.integer({ min: EPOCH, max: EPOCH + 600 * DAY });
    fc.assert(
      fc.property(
        fc.constantFrom(...PIPELINES),
        fc.constantFrom('dev', 'staging', 'prod'),
        fc.array(moments, { maxLength: 3 }),
        moments,
        (pipeline, environment, before, at) => {
          const ask = (history: ReleaseHistory, moment: number) =>
            history.versionAt({ pipeline, environment, at: moment, startedAt });
          const used = new ReleaseHistory({ seed: 's' });
          before.forEach(moment => ask(used, moment));
          expect(ask(used, at)).toBe(
            ask(new ReleaseHistory({ seed: 's' }), at),
          );
        },
      ),
      { numRuns: 50 },
    );
  });

  it('reaches dev before staging and staging before production', () => {
    const history = new ReleaseHistory({ seed: 's' });
    const pipeline = named('orders_ingest_hourly');
    const minor = (environment: string, at: number) =>
      Number(
        history
          .versionAt({ pipeline, environment, at, startedAt })
          .split('.')[1],
      );
    for (let at = EPOCH; at < EPOCH + 60 * DAY; at += DAY / 3) {
      expect(minor('dev', at)).toBeGreaterThanOrEqual(minor('staging', at));
      expect(minor('staging', at)).toBeGreaterThanOrEqual(minor('prod', at));
    }
    expect(minor('prod', EPOCH + 60 * DAY)).toBeGreaterThan(20);
  });

  it('gives members of one unit one version', () => {
    const history = new ReleaseHistory({ seed: 's' });
    const versions = PIPELINES.filter(
      p => p.releaseUnit === 'northstar-dbt-finance',
    ).map(pipeline =>
      history.versionAt({
        pipeline,
        environment: 'prod',
        at: startedAt,
        startedAt,
      }),
    );
    expect(new Set(versions).size).toBe(1);
  });
});
