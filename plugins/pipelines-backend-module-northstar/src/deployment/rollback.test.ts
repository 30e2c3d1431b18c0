import type { DeployChange } from '@sluice/plugin-pipelines-node';
import { HOUR } from '../simulation/time';
import { rollbackEffectsOf } from './rollback';
import { membersOf } from './units';

const now = Date.parse('2026-11-21T09:45:00.000Z');
const release = {
  id: 1,
  releaseDigest: '1'.padStart(64, '0'),
  commit: 'c'.repeat(40),
  artifacts: [],
  manifests: {},
  migrations: [],
};

const effects = (
  unit: string,
  traces: { since?: number; runs: number; inFlight: number },
) => {
  const change: DeployChange = {
    target: { unit, environment: 'prod' },
    kind: 'promote',
    to: release,
    config: {},
    members: [],
  };
  const members = membersOf(unit);
  return rollbackEffectsOf({
    seed: 's',
    change,
    members,
    traces: { now, ...traces },
  });
};

describe('rollbackEffectsOf', () => {
  it.each([
    ['spark-web', ['artifact', 'config', 'ddl', 'rows', 'in-flight-runs']],
    ['orders-enrichment', ['artifact', 'config', 'ddl', 'offsets', 'messages']],
  ])('tells of %s what it touches', (unit, subjects) => {
    const told = effects(unit, { since: now - HOUR, runs: 2, inFlight: 1 });
    expect(told.map(({ subject }) => subject)).toEqual(subjects);
  });

  it('has no count of what has not run yet', () => {
    const rows = effects('spark-web', { runs: 0, inFlight: 0 })[3];
    expect(rows.detail).toMatch(/writes about [\d,]+ rows; they will stay/);
  });

  it('says one run and two runs', () => {
    const inFlight = (count: number) =>
      effects('spark-web', { runs: 0, inFlight: count })[4].detail;
    expect(inFlight(1)).toBe('1 run in flight ends with what it started with');
    expect(inFlight(2)).toBe(
      '2 runs in flight end with what they started with',
    );
  });

  it('counts messages by the time that went by', () => {
    const messages = (hours: number) => {
      const { detail } = effects('orders-enrichment', {
        since: now - hours * HOUR,
        runs: 0,
        inFlight: 0,
      })[3];
      return Number(
        /about ([\d,]+) messages/.exec(detail)![1].replaceAll(',', ''),
      );
    };
    expect(Math.round(messages(4) / messages(1))).toBe(4);
  });
});
