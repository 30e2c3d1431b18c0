import fc from 'fast-check';
import { arbitrarySlo } from '../__testUtils__/arbitrarySlo';
import { fromOpenSlo } from './fromOpenSlo';
import { toOpenSlo } from './toOpenSlo';

const QUERY = { metricSource: { type: 'Prometheus', spec: { query: 'age' } } };
const THRESHOLD = {
  metadata: { name: 'age' },
  spec: { thresholdMetric: QUERY },
};
const RATIO = {
  metadata: { name: 'runs' },
  spec: { ratioMetric: { counter: true, good: QUERY, total: QUERY } },
};
const ROLLING = { duration: '4w', isRolling: true };
const CALENDAR = { startTime: '2020-07-01 00:00:00', timeZone: 'UTC' };
const SLICES = {
  op: 'lt',
  value: 180,
  target: 0.99,
  timeSliceTarget: 1,
  timeSliceWindow: '1m',
};

type Parts = { spec?: object; metadata?: object; document?: object };

/** An SLO of another tool over slices. */
function timeslices({ spec, metadata, document }: Parts = {}) {
  return {
    apiVersion: 'openslo/v1',
    kind: 'SLO',
    metadata: { name: 'orders-fresh', ...metadata },
    spec: {
      service: 'orders',
      indicator: THRESHOLD,
      timeWindow: [ROLLING],
      budgetingMethod: 'Timeslices',
      objectives: [SLICES],
      ...spec,
    },
    ...document,
  };
}

/** An SLO of another tool over good among total. */
function occurrences({ spec, metadata, document }: Parts = {}) {
  return timeslices({
    document,
    metadata,
    spec: {
      indicator: RATIO,
      budgetingMethod: 'Occurrences',
      objectives: [{ targetPercent: 99.9 }],
      ...spec,
    },
  });
}

const annotated = (annotations: object, spec?: object) =>
  occurrences({ metadata: { annotations }, spec });
const objectives = (...changes: object[]) => ({
  spec: { objectives: changes.map(change => ({ ...SLICES, ...change })) },
});

describe('fromOpenSlo', () => {
  it('reads time slices over a threshold of another tool as freshness', () => {
    expect(
      fromOpenSlo([timeslices()], {
        owner: 'group:default/sales',
        productionEnvironment: 'prod',
      }),
    ).toEqual({
      problems: [],
      slos: [
        {
          service: 'orders',
          lost: ['documents[0].spec.indicator'],
          slo: {
            name: 'orders-fresh',
            kind: 'freshness',
            target: 99,
            window: { type: 'rolling', days: 28 },
            owner: 'group:default/sales',
            environment: 'prod',
            freshness: { maxSeconds: 180, sliceSeconds: 60 },
          },
        },
      ],
    });
  });

  it('reads occurrences of another tool that say in annotations what they are about', () => {
    const { slos, problems } = fromOpenSlo([
      annotated(
        { 'sluice.dev/slo-kind': 'success', 'sluice.dev/slo-within': '24h' },
        { timeWindow: [{ duration: '1M', calendar: CALENDAR }] },
      ),
    ]);
    expect(problems).toEqual([]);
    expect(slos[0].slo).toEqual({
      name: 'orders-fresh',
      kind: 'success',
      target: 99.9,
      window: { type: 'calendar', unit: 'month', timezone: 'UTC' },
      success: { withinSeconds: 86_400 },
    });
  });

  it('resolves an SLI among the documents, and leaves out what it has no use for', () => {
    const { slos, problems } = fromOpenSlo([
      { apiVersion: 'openslo/v1', kind: 'SLI', ...THRESHOLD },
      { apiVersion: 'openslo/v1', kind: 'AlertPolicy' },
      timeslices({ spec: { indicator: undefined, indicatorRef: 'age' } }),
    ]);
    expect(slos.map(({ lost }) => lost)).toEqual([
      ['documents[2].spec.indicatorRef'],
    ]);
    expect(problems).toEqual([
      {
        level: 'warning',
        path: 'documents[1]',
        message:
          'documents[1]: is left out: Sluice has no use for the kind AlertPolicy',
      },
    ]);
  });

  it('names everything that it loses', () => {
    const { slos, problems } = fromOpenSlo([
      timeslices({
        document: { status: {} },
        metadata: {
          labels: { team: 'sales' },
          annotations: { 'example.com/url': 'x' },
        },
        spec: {
          alertPolicies: [],
          timeWindow: [{ ...ROLLING, note: 'x' }],
          objectives: [
            { ...SLICES, displayName: 'x', op: 'lte', timeSliceTarget: 0.9 },
          ],
        },
      }),
    ]);
    expect(problems).toEqual([]);
    expect(slos[0].lost).toEqual([
      'documents[0].status',
      'documents[0].metadata.labels',
      'documents[0].metadata.annotations.example.com/url',
      'documents[0].spec.alertPolicies',
      'documents[0].spec.indicator',
      'documents[0].spec.timeWindow[0].note',
      'documents[0].spec.objectives[0].displayName',
      'documents[0].spec.objectives[0].op',
      'documents[0].spec.objectives[0].timeSliceTarget',
    ]);
  });

  it.each([
    ['a share', { target: 0.57 }, 57],
    ['a share of three nines', { target: 0.9995 }, 99.95],
    ['a percentage', { target: undefined, targetPercent: 99.95 }, 99.95],
  ])('reads %s as percent', (_, change, expected) => {
    const { slos } = fromOpenSlo([timeslices(objectives(change))]);
    expect(slos[0].slo.target).toBe(expected);
  });

  it.each<[string, unknown, string]>([
    ['nothing', null, 'documents[0]: must be an OpenSLO object, got null'],
    [
      'v1alpha',
      timeslices({ document: { apiVersion: 'openslo/v1alpha' } }),
      'documents[0].apiVersion: must be openslo/v1, got "openslo/v1alpha"; other versions of OpenSLO are not read',
    ],
    [
      'v2alpha1',
      timeslices({ document: { apiVersion: 'openslo/v2alpha1' } }),
      'documents[0].apiVersion: must be openslo/v1, got "openslo/v2alpha1"; other versions',
    ],
    [
      'v2alpha1 by its full name',
      timeslices({ document: { apiVersion: 'openslo.com/v2alpha1' } }),
      'got "openslo.com/v2alpha1"; other versions',
    ],
    [
      'Sloth',
      timeslices({ document: { apiVersion: 'sloth.slok.dev/v1' } }),
      'documents[0].apiVersion: must be openslo/v1, got "sloth.slok.dev/v1"',
    ],
    [
      'another kind',
      timeslices({ document: { kind: 'Deployment' } }),
      'documents[0].kind: must be SLO, SLI, DataSource',
    ],
    [
      'no spec',
      timeslices({ document: { spec: undefined } }),
      'documents[0].spec: is missing',
    ],
    [
      'several objectives',
      timeslices(objectives({}, {})),
      'documents[0].spec.objectives: must have one item, got 2: an SLO has one target here',
    ],
    [
      'no objective',
      timeslices({ spec: { objectives: [] } }),
      'documents[0].spec.objectives: must have one item, got 0',
    ],
    [
      'several time windows',
      timeslices({ spec: { timeWindow: [ROLLING, ROLLING] } }),
      'documents[0].spec.timeWindow: must have one item, got 2: OpenSLO allows exactly one',
    ],
    [
      'no time window',
      timeslices({ spec: { timeWindow: undefined } }),
      'documents[0].spec.timeWindow: must be a list of one item, got undefined',
    ],
    [
      'a window that is neither',
      timeslices({ spec: { timeWindow: [{ duration: '28d' }] } }),
      'documents[0].spec.timeWindow[0]: must have either isRolling: true or a calendar',
    ],
    [
      'a window that is both',
      timeslices({
        spec: { timeWindow: [{ ...ROLLING, calendar: CALENDAR }] },
      }),
      'documents[0].spec.timeWindow[0].isRolling: is true beside a calendar',
    ],
    [
      'a rolling month',
      timeslices({
        spec: { timeWindow: [{ duration: '1M', isRolling: true }] },
      }),
      'documents[0].spec.timeWindow[0].duration: must be whole days from 1d to 366d',
    ],
    [
      'a calendar year',
      timeslices({
        spec: { timeWindow: [{ duration: '1Y', calendar: CALENDAR }] },
      }),
      'documents[0].spec.timeWindow[0].duration: must be 1M or 1Q in a calendar, got "1Y"',
    ],
    [
      'a fiscal quarter',
      timeslices({
        spec: {
          timeWindow: [
            {
              duration: '1Q',
              calendar: { ...CALENDAR, startTime: '2026-02-01 00:00:00' },
            },
          ],
        },
      }),
      'documents[0].spec.timeWindow[0].calendar.startTime: must be the start of a calendar quarter',
    ],
    [
      'a month from the 15th',
      timeslices({
        spec: {
          timeWindow: [
            {
              duration: '1M',
              calendar: { ...CALENDAR, startTime: '2026-02-15 00:00:00' },
            },
          ],
        },
      }),
      'must be the start of a calendar month',
    ],
    [
      'an unknown zone',
      timeslices({
        spec: {
          timeWindow: [
            { duration: '1M', calendar: { ...CALENDAR, timeZone: 'EDT' } },
          ],
        },
      }),
      'documents[0].spec.timeWindow[0].calendar.timeZone: must be an IANA time zone',
    ],
    [
      'slices of a ratio',
      timeslices({ spec: { indicator: RATIO } }),
      'documents[0].spec.budgetingMethod: is Timeslices, which Sluice counts over a thresholdMetric in seconds',
    ],
    [
      'ratio slices',
      timeslices({ spec: { budgetingMethod: 'RatioTimeslices' } }),
      'documents[0].spec.budgetingMethod: must be Occurrences or Timeslices, got "RatioTimeslices"',
    ],
    [
      'a raw ratio',
      occurrences({
        spec: {
          indicator: {
            spec: { ratioMetric: { rawType: 'success', raw: QUERY } },
          },
        },
      }),
      'documents[0].spec.indicator.spec.ratioMetric.raw: is a ratio that was computed elsewhere',
    ],
    [
      'no metric',
      occurrences({ spec: { indicator: { spec: {} } } }),
      'documents[0].spec.indicator.spec: must have either a thresholdMetric or a ratioMetric',
    ],
    [
      'no indicator',
      occurrences({ spec: { indicator: undefined } }),
      'documents[0].spec.indicator: is missing',
    ],
    [
      'an SLI that is not there',
      occurrences({ spec: { indicator: undefined, indicatorRef: 'x' } }),
      'documents[0].spec.indicatorRef: names "x", which is no SLI among the documents',
    ],
    [
      'a ratio of anything',
      occurrences(),
      'documents[0].metadata.annotations.sluice.dev/slo-kind: is missing: Occurrences can be of several kinds; set it to deadline (with sluice.dev/slo-deadline and sluice.dev/slo-zone)',
    ],
    [
      'a deadline without a time',
      annotated({
        'sluice.dev/slo-kind': 'deadline',
        'sluice.dev/slo-zone': 'UTC',
      }),
      'documents[0].metadata.annotations.sluice.dev/slo-deadline: is missing; set it to a time of day',
    ],
    [
      'a deadline of 24:00',
      annotated({
        'sluice.dev/slo-kind': 'deadline',
        'sluice.dev/slo-zone': 'UTC',
        'sluice.dev/slo-deadline': '24:00',
      }),
      'documents[0].metadata.annotations.sluice.dev/slo-deadline: must be a time of day',
    ],
    [
      'an unknown kind',
      annotated({ 'sluice.dev/slo-kind': 'latency' }),
      'documents[0].metadata.annotations.sluice.dev/slo-kind: must be deadline, duration',
    ],
    [
      'a kind that contradicts the method',
      annotated({ 'sluice.dev/slo-kind': 'freshness' }),
      'slo-kind: is freshness, which needs the budgetingMethod Timeslices',
    ],
    [
      'an annotation of another kind',
      annotated({
        'sluice.dev/slo-kind': 'correctness',
        'sluice.dev/slo-within': '24h',
      }),
      'documents[0].metadata.annotations.sluice.dev/slo-within: is not an annotation of an SLO of kind correctness',
    ],
    [
      'a misspelt annotation',
      annotated({
        'sluice.dev/slo-kind': 'success',
        'sluice.dev/slo-witin': '24h',
      }),
      'sluice.dev/slo-witin: is not an annotation of an SLO of kind success; did you mean sluice.dev/slo-within?',
    ],
    [
      'an entity that has no SLOs',
      annotated({
        'sluice.dev/slo-kind': 'correctness',
        'sluice.dev/slo-entity': 'user:default/ada',
      }),
      'sluice.dev/slo-entity: must be the full ref of a Component, System, Domain or Group',
    ],
    [
      'a selector of a pipeline',
      annotated({
        'sluice.dev/slo-kind': 'correctness',
        'sluice.dev/slo-selector': '{"tier":[1]}',
      }),
      'documents[0].metadata.annotations.sluice.dev/slo-selector: has no meaning on a pipeline',
    ],
    [
      'a selector that is no JSON',
      annotated({
        'sluice.dev/slo-kind': 'correctness',
        'sluice.dev/slo-entity': 'system:default/x',
        'sluice.dev/slo-selector': '{tier',
      }),
      'documents[0].metadata.annotations.sluice.dev/slo-selector: must be a selector',
    ],
    [
      'a composite objective',
      timeslices(objectives({ indicatorRef: 'x' })),
      'documents[0].spec.objectives[0].indicatorRef: makes a composite objective',
    ],
    [
      'freshness above a value',
      timeslices(objectives({ op: 'gt' })),
      'documents[0].spec.objectives[0].op: must be lt or lte, got "gt"',
    ],
    [
      'a target in percent',
      timeslices(objectives({ target: 99 })),
      'documents[0].spec.objectives[0].target: must be a share above 0 and below 1, got 99; a percentage goes into targetPercent',
    ],
    [
      'two targets',
      timeslices(objectives({ targetPercent: 99 })),
      'documents[0].spec.objectives[0]: must have either target',
    ],
    [
      'a target of 100 %',
      timeslices(objectives({ target: undefined, targetPercent: 100 })),
      'documents[0].spec.objectives[0].targetPercent: must be a number in percent above 0 and below 100',
    ],
    [
      'a value of half a second',
      timeslices(objectives({ value: 0.5 })),
      'documents[0].spec.objectives[0].value: must be a number of seconds',
    ],
    [
      'no value',
      timeslices(objectives({ value: undefined })),
      'documents[0].spec.objectives[0].value: must be a number of seconds',
    ],
    [
      'no slices',
      timeslices(objectives({ timeSliceWindow: undefined })),
      'documents[0].spec.objectives[0].timeSliceWindow: is missing',
    ],
    [
      'slices of seven minutes',
      timeslices(objectives({ timeSliceWindow: 7 })),
      'documents[0].spec.objectives[0].timeSliceWindow: must be a duration that divides one hour',
    ],
    [
      'a name that is none here',
      timeslices({ metadata: { name: 'Orders/Fresh' } }),
      'documents[0].metadata.name: must be a name of 1 to 63 lower-case letters',
    ],
  ])('refuses %s, and says where', (_, document, message) => {
    const { slos, problems } = fromOpenSlo([document]);
    expect(slos).toEqual([]);
    expect(problems.map(p => p.message).join('\n')).toContain(message);
  });

  it('reads a start that YAML took for a time', () => {
    const calendar = {
      ...CALENDAR,
      startTime: new Date('2026-04-01T00:00:00Z'),
    };
    const { slos } = fromOpenSlo([
      timeslices({ spec: { timeWindow: [{ duration: '3M', calendar }] } }),
    ]);
    expect(slos[0].slo.window).toEqual({
      type: 'calendar',
      unit: 'quarter',
      timezone: 'UTC',
    });
  });

  it('leaves out the broken document and keeps the others', () => {
    const { slos, problems } = fromOpenSlo([
      timeslices({ metadata: { name: 'a' } }),
      occurrences(),
      timeslices({ metadata: { name: 'b' } }),
    ]);
    expect(slos.map(({ slo }) => slo.name)).toEqual(['a', 'b']);
    expect(problems.map(p => p.path)).toEqual([
      'documents[1].metadata.annotations.sluice.dev/slo-kind',
    ]);
  });

  it('never throws, whatever field of a document is replaced', () => {
    fc.assert(
      fc.property(
        arbitrarySlo(),
        fc.nat(),
        fc.jsonValue(),
        fc.constantFrom('component', 'system'),
        (slo, index, value, kind) => {
          const document = JSON.parse(
            JSON.stringify(toOpenSlo(slo, { entityRef: `${kind}:default/x` })),
          );
          const places = placesOf(document);
          const [parent, key] = places[index % places.length];
          parent[key] = value;
          for (const { path, message } of fromOpenSlo([document]).problems) {
            expect(path).toMatch(/^documents\[0\]/);
            expect(message.startsWith(`${path}: `)).toBe(true);
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});

/** Every place in a document where a value can be replaced. */
function placesOf(node: any): Array<[any, string]> {
  return Object.keys(node).flatMap(
    (key): Array<[any, string]> => [
      [node, key],
      ...(typeof node[key] === 'object' && node[key]
        ? placesOf(node[key])
        : []),
    ],
  );
}
