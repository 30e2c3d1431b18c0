import type { PastEvent } from '@sluice/plugin-pipelines-node';
import fc from 'fast-check';
import { membersOf, UNITS } from '../deployment/units';
import { DAY, HOUR } from '../simulation/time';
import { ReleaseHistory } from '../simulation/versions';
import { northstarPast } from './NorthstarPast';

const NOW = Date.parse('2026-11-26T06:00:00.000Z');
const stage = {
  settle: async () => {},
  change: async () => {},
  lose: async () => {},
};
const releases = new ReleaseHistory({ seed: 'northstar' });

function past(now = NOW, days = 60) {
  return northstarPast({ seed: 'northstar', releases, now, days, stage });
}

type EventOf<D extends PastEvent['does']> = Extract<PastEvent, { does: D }>;
const only = <D extends PastEvent['does']>(events: PastEvent[], does: D) =>
  events.filter((each): each is EventOf<D> => each.does === does);

const someNow = fc
  .integer({ min: Date.UTC(2026, 5, 1), max: Date.UTC(2027, 5, 1) })
  .map(at => Math.floor(at / 1000) * 1000);

/** What an event brings under a name, and what it needs. */
function namesOf(event: PastEvent): { brings: string[]; needs: string[] } {
  switch (event.does) {
    case 'adopt':
      return { brings: [`unit ${event.unit}`], needs: [] };
    case 'register':
      return {
        brings: [`release ${event.name}`],
        needs: [`unit ${event.release.unit}`],
      };
    case 'open-incident':
      return { brings: [`incident ${event.name}`], needs: [] };
    case 'request':
      return {
        brings: [`promotion ${event.name}`],
        needs: [
          `release ${event.release}`,
          ...(event.incident ? [`incident ${event.incident}`] : []),
        ],
      };
    default:
      return {
        brings: [],
        needs: 'promotion' in event ? [`promotion ${event.promotion}`] : [],
      };
  }
}

/** Functions of `happen` and `propose-policy` say nothing here. */
const plain = (events: PastEvent[]) => JSON.parse(JSON.stringify(events));

describe('northstarPast', () => {
  it('tells the same again for the same time', () => {
    expect(plain(past())).toEqual(plain(past()));
  });

  it('tells of 60 days, in order, and of nothing that has not come', () => {
    fc.assert(
      fc.property(someNow, now => {
        const times = past(now).map(each => Date.parse(each.at));
        expect(times).toEqual([...times].sort((a, b) => a - b));
        expect(times[0]).toBe(now - 60 * DAY);
        // Time goes on while steps are carried out: the last ones need some of it.
        expect(times.at(-1)).toBeLessThanOrEqual(now - 10 * 60_000);
      }),
      { numRuns: 20 },
    );
  });

  it('speaks only of what it has brought before', () => {
    fc.assert(
      fc.property(someNow, fc.integer({ min: 11, max: 60 }), (now, days) => {
        const known = new Set<string>();
        const missing: string[] = [];
        for (const event of past(now, days)) {
          const { brings, needs } = namesOf(event);
          missing.push(...needs.filter(each => !known.has(each)));
          brings.forEach(each => known.add(each));
        }
        expect(missing).toEqual([]);
      }),
      { numRuns: 20 },
    );
  });

  it.each([
    ['airflow-dag', ['unit', 'dag-import']],
    ['dbt-selection', ['sql-test']],
    ['spark-job', ['unit']],
    ['kafka-consumer', ['unit', 'schema-compatibility']],
  ])('brings the evidence that the policy asks of %s', (type, kinds) => {
    const registered = only(past(), 'register').filter(
      each => membersOf(each.release.unit)[0].type === type,
    );
    expect(registered.length).toBeGreaterThan(3);
    for (const { evidence } of registered) {
      expect(evidence.map(each => each.kind)).toEqual(kinds);
    }
  });

  it('says of each release which files it has, and who wrote it', () => {
    for (const { release } of only(past(), 'register')) {
      expect(UNITS).toContain(release.unit);
      expect(Object.keys(release.manifests!.files!).length).toBe(
        3 * membersOf(release.unit).length,
      );
      for (const commit of release.commits!) {
        expect(commit.author.email).toMatch(/@northstar\.example$/);
        expect(Date.parse(commit.committedAt)).toBeLessThan(NOW);
        expect(Object.keys(release.manifests!.files!)).toEqual(
          expect.arrayContaining(commit.paths!),
        );
      }
    }
  });

  it('changes a file with each release, so that none is the same as the one before', () => {
    const files = new Map<string, string>();
    for (const { release } of only(past(), 'register')) {
      const now = JSON.stringify(release.manifests!.files);
      expect(files.get(release.unit)).not.toBe(now);
      files.set(release.unit, now);
    }
  });

  it('lets nobody on ordinary days vote for what they asked for or wrote', () => {
    const events = past();
    const authors = new Map(
      only(events, 'register').map(each => [
        each.name,
        `user:default/${each.release.commits![0].author.email.split('@')[0]}`,
      ]),
    );
    const asked = new Map(
      only(events, 'request').map(each => [each.name, each]),
    );
    const wrong = only(events, 'approve')
      .filter(each => Date.parse(each.at) < NOW - 10 * DAY)
      .filter(({ by, promotion }) => {
        const request = asked.get(promotion)!;
        return (
          by.includes(request.by) || by.includes(authors.get(request.release)!)
        );
      });
    expect(wrong).toEqual([]);
  });

  it('goes on after a shorter time too, with the same last days', () => {
    const lately = (events: PastEvent[]) =>
      only(events, 'request').filter(
        each => Date.parse(each.at) > NOW - 9 * HOUR,
      ).length;
    expect(lately(past(NOW, 11))).toBe(lately(past(NOW, 60)));
  });
});
