import type { AlertKind } from '@sluice/plugin-pipelines-common';
import fc from 'fast-check';
import type { AffectedRecord, AlertRecord, Condition } from './alertRecords';
import { FAMILY_OF, gradeOf } from './alertRules';
import { assignKeys, type KnownAlert, nextAlert, REOPEN_MS } from './regroup';

const START = Date.parse('2026-11-21T06:00:00.000Z');
const at = (minutes: number) =>
  new Date(START + minutes * 60_000).toISOString();

function condition(options: {
  pipeline: number;
  kind?: AlertKind;
  cause?: string;
  slo?: number;
  tier?: number;
  since?: string;
}): Condition {
  const {
    kind = 'missed-deadline',
    pipeline,
    slo = pipeline,
    tier = 1,
  } = options;
  const { cause = `p${pipeline}`, since = at(0) } = options;
  return {
    id: `slo:${slo}:${FAMILY_OF[kind]}:${pipeline}`,
    origin: `slo:${slo}`,
    kind,
    ...gradeOf(kind, { tier, lifecycle: 'production', production: true }),
    pipelineId: pipeline,
    pipelineRef: `component:default/p${pipeline}`,
    owner: 'group:default/finance',
    tier,
    since,
    hasRunbook: false,
    cause: {
      type: 'pipeline',
      ref: cause,
      title: cause,
      owner: 'group:default/finance',
    },
  };
}

const KEY = 'late:pipeline:p1';
const open = (conditions: Condition[], now = at(0)) =>
  nextAlert({ key: KEY, known: undefined, conditions, now })!;
const known = ({ affected, alert }: ReturnType<typeof open>): KnownAlert => ({
  affected,
  alert: { ...alert, id: 1, summary: '' } as AlertRecord,
});

describe('nextAlert', () => {
  const one = condition({ pipeline: 1 });
  const two = condition({ pipeline: 2, cause: 'p1', tier: 3 });

  it('opens with the worst of what it affects', () => {
    expect(open([two, one])).toMatchObject({
      transition: 'opened',
      alert: {
        kind: 'missed-deadline',
        urgency: 'urgent',
        severity: 'critical',
        state: 'open',
      },
      affected: [{ pipelineId: 1 }, { pipelineId: 2 }],
    });
  });

  it.each<[string, Condition[], number, string | undefined]>([
    ['nothing changes', [one, two], 1, undefined],
    [
      'one more is affected',
      [one, two, condition({ pipeline: 3, cause: 'p1' })],
      1,
      'changed',
    ],
    ['one recovers', [one], 1, 'changed'],
    ['all recover', [], 1, 'resolved'],
  ])('when %s', (_, conditions, minutes, transition) => {
    const before = known(open([one, two]));
    const change = nextAlert({
      key: KEY,
      known: before,
      conditions,
      now: at(minutes),
    });
    expect(change?.transition).toBe(transition);
  });

  it('escalates when it gets worse, and asks again whoever acknowledged it', () => {
    const slow = condition({ pipeline: 1, kind: 'over-duration' });
    const before = known(open([slow]));
    Object.assign(before.alert, {
      state: 'acknowledged',
      acknowledgedAt: at(1),
      acknowledgedBy: 'user:default/ines',
    });
    expect(
      nextAlert({ key: KEY, known: before, conditions: [one], now: at(5) }),
    ).toMatchObject({
      transition: 'escalated',
      alert: {
        kind: 'missed-deadline',
        urgency: 'urgent',
        state: 'open',
        acknowledgedBy: null,
        openedAt: at(0),
      },
    });
  });

  it('does not get milder while it is open', () => {
    const before = known(open([one, two]));
    expect(
      nextAlert({ key: KEY, known: before, conditions: [two], now: at(5) }),
    ).toMatchObject({
      transition: 'changed',
      alert: { severity: 'critical', urgency: 'urgent' },
    });
  });

  it('takes in times without telling anybody', () => {
    const before = known(open([one]));
    const later = { ...one, expectedAt: at(90) };
    expect(
      nextAlert({ key: KEY, known: before, conditions: [later], now: at(5) }),
    ).toMatchObject({
      transition: undefined,
      affected: [{ expectedAt: at(90) }],
    });
  });

  it.each([
    ['soon, it is the same one', REOPEN_MS / 60_000 - 1, 'reopened', 1],
    ['later, it is another', REOPEN_MS / 60_000, 'opened', 0],
  ])('when it comes back %s', (_, minutes, transition, id) => {
    const before = known(open([one]));
    const over = nextAlert({
      key: KEY,
      known: before,
      conditions: [],
      now: at(10),
    })!;
    const again = nextAlert({
      key: KEY,
      known: { affected: over.affected, alert: over.alert as AlertRecord },
      conditions: [one],
      now: at(10 + minutes),
    });
    expect(again).toMatchObject({ transition, alert: { id } });
  });

  it('says nothing of what was never open', () => {
    expect(
      nextAlert({ key: KEY, known: undefined, conditions: [], now: at(0) }),
    ).toBeUndefined();
  });
});

describe('assignKeys', () => {
  it('gives a pipeline one cause in a family: that of its worst condition', () => {
    const mild = condition({
      pipeline: 1,
      slo: 7,
      kind: 'over-duration',
      cause: 'p9',
    });
    const bad = condition({ pipeline: 1, slo: 8, cause: 'p2' });
    const keys = assignKeys([mild, bad]);
    expect([...new Set(keys.values())]).toEqual(['late:pipeline:p2']);
  });

  it('groups what is promised by who promises it', () => {
    const own = condition({ pipeline: 1, slo: 7, kind: 'budget-exhausted' });
    const domain = condition({
      pipeline: 1,
      slo: 8,
      kind: 'budget-exhausted',
      cause: 'domain:default/finance',
    });
    expect([...assignKeys([own, domain]).values()].sort()).toEqual([
      'budget:pipeline:domain:default/finance',
      'budget:pipeline:p1',
    ]);
  });
});

/** A world of alerts, as the evaluator keeps it: conditions by where they were found, alerts by key. */
class World {
  readonly conditions = new Map<string, Condition>();
  readonly alerts: KnownAlert[] = [];
  #keys = new Map<string, string>();

  /** What is found in some SLOs takes the place of what was. */
  evaluate(origins: string[], found: Condition[], now: string): void {
    for (const [id, { origin }] of this.conditions) {
      if (origins.includes(origin)) this.conditions.delete(id);
    }
    for (const each of found) this.conditions.set(each.id, each);
    const all = [...this.conditions.values()];
    const keys = assignKeys(all);
    const touched = new Set([...this.#keys.values(), ...keys.values()]);
    this.#keys = keys;
    for (const key of touched) {
      const own = this.alerts.filter(({ alert }) => alert.key === key);
      const last =
        own.find(({ alert }) => alert.state !== 'resolved') ?? own.at(-1);
      const change = nextAlert({
        key,
        known: last,
        conditions: all.filter(({ id }) => keys.get(id) === key),
        now,
      });
      if (!change) continue;
      const alert = { ...change.alert, summary: '' } as AlertRecord;
      if (alert.id === 0) {
        const id = this.alerts.length + 1;
        this.alerts.push({
          alert: { ...alert, id },
          affected: change.affected,
        });
      } else {
        this.alerts[alert.id - 1] = { alert, affected: change.affected };
      }
    }
  }

  get open(): KnownAlert[] {
    return this.alerts.filter(({ alert }) => alert.state !== 'resolved');
  }

  /** Who is affected by what, without ids and times. */
  get shape() {
    return this.open
      .map(({ affected, alert }) => [
        alert.key,
        affected
          .filter(({ recoveredAt }) => recoveredAt === null)
          .map(({ pipelineId }) => pipelineId)
          .sort(),
      ])
      .sort();
  }
}

const KINDS: AlertKind[] = [
  'missed-deadline',
  'will-miss',
  'over-duration',
  'source-silent',
  'budget-exhausted',
];

/** What one look at some SLOs found: of each, one condition a family of a pipeline. */
const looks = fc.array(
  fc.record({
    slo: fc.integer({ min: 1, max: 5 }),
    minutes: fc.integer({ min: 0, max: 40 }),
    found: fc.uniqueArray(
      fc.record({
        pipeline: fc.integer({ min: 1, max: 4 }),
        kind: fc.constantFrom(...KINDS),
        cause: fc.constantFrom('p1', 'p2', 'p3'),
        tier: fc.integer({ min: 1, max: 3 }),
      }),
      {
        maxLength: 6,
        selector: ({ kind, pipeline }) => `${FAMILY_OF[kind]} ${pipeline}`,
      },
    ),
  }),
  { maxLength: 15 },
);

describe('any order of conditions', () => {
  it('never leaves two open alerts with one key, nor a pipeline in two of a family', () => {
    fc.assert(
      fc.property(looks, steps => {
        const world = new World();
        let minutes = 0;
        for (const step of steps) {
          minutes += step.minutes;
          world.evaluate(
            [`slo:${step.slo}`],
            step.found.map(each => condition({ ...each, slo: step.slo })),
            at(minutes),
          );
          const keys = world.open.map(({ alert }) => alert.key);
          expect(new Set(keys).size).toBe(keys.length);
          const places = world.open.flatMap(({ affected, alert }) =>
            affected
              .filter(({ recoveredAt }) => recoveredAt === null)
              .map(
                (each: AffectedRecord) =>
                  `${alert.key.split(':')[0]} ${each.pipelineId}`,
              ),
          );
          const happening = places.filter(place => !place.startsWith('budget'));
          expect(new Set(happening).size).toBe(happening.length);
          // Each condition is told by the alert of its family that names its pipeline.
          for (const { kind, pipelineId } of world.conditions.values()) {
            expect(places).toContain(`${FAMILY_OF[kind]} ${pipelineId}`);
          }
        }
      }),
    );
  });

  it('ends the same whichever SLO is looked at first', () => {
    fc.assert(
      fc.property(looks, fc.gen(), (steps, gen) => {
        const last = new Map(steps.map(step => [step.slo, step.found]));
        const finds = [...last].map(([slo, found]) => ({
          slo,
          found: found.map(each => condition({ ...each, slo })),
        }));
        const order = gen(fc.shuffledSubarray, finds, {
          minLength: finds.length,
        });
        const [straight, shuffled, atOnce] = [
          new World(),
          new World(),
          new World(),
        ];
        for (const { found, slo } of finds) {
          straight.evaluate([`slo:${slo}`], found, at(0));
        }
        for (const { found, slo } of order) {
          shuffled.evaluate([`slo:${slo}`], found, at(0));
        }
        atOnce.evaluate(
          finds.map(({ slo }) => `slo:${slo}`),
          finds.flatMap(({ found }) => found),
          at(0),
        );
        expect(shuffled.shape).toEqual(straight.shape);
        expect(atOnce.shape).toEqual(straight.shape);
      }),
    );
  });

  it('resolves all once nothing is wrong any more, and an alert lasts from its beginning to its end', () => {
    fc.assert(
      fc.property(looks, steps => {
        const world = new World();
        let minutes = 0;
        for (const step of steps) {
          minutes += step.minutes;
          world.evaluate(
            [`slo:${step.slo}`],
            step.found.map(each => condition({ ...each, slo: step.slo })),
            at(minutes),
          );
        }
        world.evaluate(
          [1, 2, 3, 4, 5].map(slo => `slo:${slo}`),
          [],
          at(minutes + 1),
        );
        expect(world.open).toEqual([]);
        for (const { affected, alert } of world.alerts) {
          expect(alert.resolvedAt! >= alert.openedAt).toBe(true);
          expect(affected.every(each => each.recoveredAt !== null)).toBe(true);
        }
      }),
    );
  });
});
