import { TestDatabases } from '@backstage/backend-test-utils';
import fc from 'fast-check';
import type { FactReading } from '@sluice/plugin-pipelines-node';
import { migrate } from '../database/migrate';
import type { Exemption } from './checks';
import type { VersionedScorecard } from './evaluate';
import { DatabaseFactStore } from './FactStore';
import { DatabaseResultStore, type LevelChange } from './ResultStore';
import { ScorecardEvaluator } from './ScorecardEvaluator';
import { scorecardSchema } from '@sluice/plugin-pipelines-node/documents';
import type { ScorecardSubject } from './subject';

jest.setTimeout(60_000);

const NOW = Date.parse('2026-11-26T12:00:00.000Z');
const REFS = ['a', 'b', 'c'].map(name => `component:default/${name}`);
const FACTS = ['f', 'g', 'h'];

const scorecard = (
  id: string,
  more: Record<string, unknown> = {},
): VersionedScorecard => ({
  digest: id.padEnd(64, '0'),
  scorecard: scorecardSchema.parse({
    id,
    title: id,
    levels: [
      {
        name: 'bronze',
        checks: [
          { id: 'f', title: 'F', fact: 'f', is: true, toPass: 'x' },
          {
            id: 'g',
            title: 'G',
            fact: 'g',
            is: true,
            toPass: 'x',
            maxAgeHours: 24,
          },
        ],
      },
      {
        name: 'silver',
        checks: [{ id: 'h', title: 'H', fact: 'h', is: true, toPass: 'x' }],
      },
    ],
    ...more,
  }),
});

const reading = (
  entityRef: string,
  fact: string,
  value: boolean | undefined,
  at: number = NOW,
): FactReading => ({
  entityRef,
  fact,
  at: new Date(at).toISOString(),
  source: 'test',
  ...(value === undefined
    ? { state: 'unknown', reason: 'Its source is down' }
    : { state: 'known', value }),
});

describe('ScorecardEvaluator', () => {
  const databases = TestDatabases.create();

  describe.each(databases.eachSupportedId())('on %s', databaseId => {
    let database: Awaited<ReturnType<typeof databases.init>>;
    beforeAll(async () => {
      database = await databases.init(databaseId);
      await migrate({ getClient: async () => database });
    });
    beforeEach(async () => {
      for (const table of [
        'facts',
        'scorecard_results',
        'scorecard_changes',
        'scorecard_exemptions',
      ]) {
        await database(table).delete();
      }
    });

    const open = () => {
      const world = {
        time: NOW,
        scorecards: [scorecard('readiness')],
        exemptions: [] as Exemption[],
        moved: [] as LevelChange[],
        subjects: REFS.map(
          (entityRef): ScorecardSubject => ({
            entityRef,
            type: 'airflow-dag',
            tier: 1,
            lifecycle: 'production',
            classification: [],
            owner: 'group:default/commerce',
          }),
        ),
      };
      const results = new DatabaseResultStore();
      const evaluator = new ScorecardEvaluator({
        database,
        facts: new DatabaseFactStore(),
        results,
        scorecards: async () => world.scorecards,
        subjects: async refs =>
          world.subjects.filter(each => refs.includes(each.entityRef)),
        exemptions: async () => world.exemptions,
        onMoved: async changes => {
          world.moved.push(...changes);
        },
        now: () => new Date(world.time),
      });
      return {
        world,
        evaluator,
        levels: async () =>
          Object.fromEntries(
            (await results.of(REFS, database)).map(each => [
              `${each.scorecardId} ${each.entityRef.slice(-1)}`,
              each.standing.level,
            ]),
          ),
        rows: async () =>
          (await results.of(REFS, database))
            .map(({ checks, entityRef, recheckAt, scorecardId, standing }) => ({
              scorecardId,
              entityRef,
              checks,
              standing,
              recheckAt,
            }))
            .sort((a, b) =>
              `${a.scorecardId}${a.entityRef}` <
              `${b.scorecardId}${b.entityRef}`
                ? -1
                : 1,
            ),
      };
    };

    it('gives levels, says what moved them, and writes nothing where nothing is new', async () => {
      const { evaluator, levels, world } = open();
      const all = FACTS.map(fact => reading(REFS[0], fact, true));
      expect(await evaluator.takeIn(all)).toBe(1);
      expect(await levels()).toEqual({ 'readiness a': 'silver' });
      // A first standing is no change.
      expect(world.moved).toEqual([]);

      world.time += 60_000;
      expect(await evaluator.takeIn(all)).toBe(0);
      expect(
        await evaluator.takeIn([reading(REFS[0], 'h', false, world.time)]),
      ).toBe(1);
      expect(await levels()).toEqual({ 'readiness a': 'bronze' });
      expect(world.moved).toEqual([
        {
          scorecardId: 'readiness',
          entityRef: REFS[0],
          owner: 'group:default/commerce',
          at: '2026-11-26T12:01:00.000Z',
          from: 'silver',
          to: 'bronze',
          reasons: [{ check: 'h', from: 'passed', to: 'failed', value: false }],
        },
      ]);
    });

    it('lets an exemption count from its first second to its last', async () => {
      const { evaluator, levels, world } = open();
      await evaluator.takeIn([
        reading(REFS[0], 'f', true),
        reading(REFS[0], 'g', true),
        reading(REFS[0], 'h', false),
      ]);
      expect(await levels()).toEqual({ 'readiness a': 'bronze' });
      world.exemptions = [
        {
          scorecard: 'readiness',
          check: 'h',
          entityRef: REFS[0],
          from: new Date(NOW).toISOString(),
          until: new Date(NOW + 3600_000).toISOString(),
        },
      ];
      await evaluator.check([REFS[0]]);
      expect(await levels()).toEqual({ 'readiness a': 'silver' });
      world.time = NOW + 3600_000 - 1;
      await evaluator.recheck();
      expect(await levels()).toEqual({ 'readiness a': 'silver' });
      world.time = NOW + 3600_000;
      await evaluator.recheck();
      expect(await levels()).toEqual({ 'readiness a': 'bronze' });
    });

    it('believes no fact for longer than its check does, by the passing of time alone', async () => {
      const { evaluator, levels, world } = open();
      await evaluator.takeIn(FACTS.map(fact => reading(REFS[0], fact, true)));
      world.time = NOW + 24 * 3600_000;
      await evaluator.recheck();
      expect(await levels()).toEqual({ 'readiness a': 'silver' });
      world.time += 1;
      await evaluator.recheck();
      expect(await levels()).toEqual({ 'readiness a': undefined });
    });

    it('forgets pipelines and scorecards that are gone, or no longer meant', async () => {
      const { evaluator, levels, world } = open();
      world.scorecards = [scorecard('readiness'), scorecard('sox')];
      await evaluator.takeIn(REFS.map(ref => reading(ref, 'f', true)));
      expect(Object.keys(await levels())).toHaveLength(6);
      world.subjects = world.subjects.slice(1);
      world.subjects[1].tier = 3;
      world.scorecards = [
        scorecard('readiness', { appliesTo: { tiers: [1, 2] } }),
      ];
      await evaluator.check(REFS);
      expect(Object.keys(await levels())).toEqual(['readiness b']);
    });

    it('comes to the same in whatever order and pieces facts come in', async () => {
      const anyReading = fc
        .record({
          ref: fc.constantFrom(...REFS),
          fact: fc.constantFrom(...FACTS),
          value: fc.constantFrom(true, false, undefined),
        })
        .map(({ fact, ref, value }) => reading(ref, fact, value));
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.array(anyReading, { maxLength: 5 }), { maxLength: 6 }),
          async pieces => {
            const piecemeal = open();
            await database('facts').delete();
            await database('scorecard_results').delete();
            for (const piece of pieces) {
              // Of two readings of one fact in a sweep, the last counts.
              await piecemeal.evaluator.takeIn(lastOfEach(piece));
            }
            const incremental = await piecemeal.rows();

            await database('facts').delete();
            await database('scorecard_results').delete();
            const atOnce = open();
            await atOnce.evaluator.takeIn(lastOfEach(pieces.flat()));
            expect(await atOnce.rows()).toEqual(incremental);
          },
        ),
        { numRuns: databaseId === 'SQLITE_3' ? 40 : 10 },
      );
    });
  });
});

function lastOfEach(readings: FactReading[]): FactReading[] {
  return [
    ...new Map(
      readings.map(each => [`${each.entityRef} ${each.fact}`, each]),
    ).values(),
  ];
}
