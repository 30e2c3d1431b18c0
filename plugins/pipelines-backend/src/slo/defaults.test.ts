import { mockServices } from '@backstage/backend-test-utils';
import { readSlos } from '@sluice/plugin-pipelines-common';
import {
  type DefaultsSubject,
  applicableDefaults,
  readSloDefaults,
} from './defaults';

const IN_45_MIN = {
  name: 'in-45-min',
  kind: 'duration',
  target: 95,
  window: { rolling: '28d' },
  duration: { max: '45m' },
};
const FRESH = {
  name: 'fresh',
  kind: 'freshness',
  target: 99,
  window: { rolling: '30d' },
  freshness: { max: '3m' },
};
const BATCH = {
  types: ['airflow-dag', 'spark-job'],
  tiers: [1, 2],
  lifecycles: ['production'],
  slos: [IN_45_MIN],
};
const DAG: DefaultsSubject = {
  type: 'airflow-dag',
  tier: 1,
  lifecycle: 'production',
  owner: 'group:default/sales',
};

const read = (...defaults: object[]) =>
  readSloDefaults(
    mockServices.rootConfig({
      data: { pipelines: { slos: { defaults } } } as any,
    }),
    { calendars: ['business-days'], productionEnvironment: 'prod' },
  );
const declared = (...slos: object[]) =>
  readSlos(slos, { entityKind: 'component' });
const names = (defaults: object[], pipeline: DefaultsSubject, own: object[]) =>
  applicableDefaults(read(...defaults), pipeline, declared(...own)).map(
    slo => slo.name,
  );

describe('readSloDefaults', () => {
  it('reads SLOs as an entity has them', () => {
    expect(read(BATCH)).toEqual([
      {
        types: ['airflow-dag', 'spark-job'],
        tiers: [1, 2],
        lifecycles: ['production'],
        slos: [
          {
            name: 'in-45-min',
            kind: 'duration',
            target: 95,
            window: { type: 'rolling', days: 28 },
            environment: 'prod',
            duration: { maxSeconds: 2_700, completion: { type: 'run' } },
          },
        ],
      },
    ]);
    expect(read()).toEqual([]);
  });

  it.each<[object, string]>([
    [
      { slos: [{ ...FRESH, target: 100 }] },
      'pipelines.slos.defaults[0].slos[0].target: must be a number in percent',
    ],
    [
      { slos: 'fresh' },
      'pipelines.slos.defaults[0].slos: must be a list of SLOs',
    ],
    [{ tiers: [1] }, "'pipelines.slos.defaults[0].slos'"],
    [
      { slos: [{ name: 'fresh', disabled: true }] },
      'pipelines.slos.defaults[0].slos: fresh is disabled, which only a pipeline can say',
    ],
    [
      { slos: [{ ...FRESH, selector: {} }] },
      'pipelines.slos.defaults[0].slos[0].selector: has no meaning on a pipeline',
    ],
    [
      { types: ['dag'], slos: [] },
      'pipelines.slos.defaults[0].types[0] is "dag", but has to be one of airflow-dag',
    ],
    [
      { tiers: ['1'], slos: [] },
      'pipelines.slos.defaults[0].tiers[0] is "1", but has to be one of 1, 2, 3',
    ],
    [
      { lifecycles: 'production', slos: [] },
      'pipelines.slos.defaults[0].lifecycles is "production", but has to be a list of',
    ],
    [
      { types: [], slos: [] },
      'pipelines.slos.defaults[0].types is [], but has to be a list',
    ],
    [
      {
        slos: [
          {
            ...FRESH,
            kind: 'deadline',
            freshness: undefined,
            deadline: { time: '06:00', timezone: 'UTC', calendar: 'bank-days' },
          },
        ],
      },
      'must be a calendar of the config: business-days, got "bank-days"',
    ],
  ])('refuses %j and names the key', (entry, message) => {
    expect(() => read(entry)).toThrow(message);
  });

  it('names everything that is wrong at once', () => {
    expect(() =>
      read({ slos: [{ ...FRESH, target: 0 }, { name: 'x' }] }),
    ).toThrow(/slos\[0\]\.target.*\n.*slos\[1\]\.kind/);
  });
});

describe('applicableDefaults', () => {
  it.each<[string, DefaultsSubject, string[]]>([
    ['all that match', DAG, ['in-45-min']],
    ['none of another type', { ...DAG, type: 'kafka-consumer' }, []],
    ['none of another tier', { ...DAG, tier: 3 }, []],
    ['none where the tier is not known', { ...DAG, tier: undefined }, []],
    ['none of another lifecycle', { ...DAG, lifecycle: 'legacy' }, []],
  ])('gives a pipeline %s', (_, pipeline, expected) => {
    expect(names([BATCH], pipeline, [])).toEqual(expected);
  });

  it('gives every pipeline those of an entry without conditions', () => {
    expect(names([{ slos: [FRESH] }], { type: 'spark-job' }, [])).toEqual([
      'fresh',
    ]);
  });

  it('lets the pipeline take the place of one by its name', () => {
    const own = { ...IN_45_MIN, target: 90 };
    expect(names([BATCH, { slos: [FRESH] }], DAG, [own])).toEqual(['fresh']);
    expect(names([BATCH], DAG, [{ ...own, name: 'other' }])).toEqual([
      'in-45-min',
    ]);
  });

  it('lets the pipeline switch one off', () => {
    expect(
      names([BATCH], DAG, [{ name: 'in-45-min', disabled: true }]),
    ).toEqual([]);
  });

  it('stays in force where the declaration has an error', () => {
    expect(names([BATCH], DAG, [{ ...IN_45_MIN, target: '90%' }])).toEqual([
      'in-45-min',
    ]);
    expect(
      names([BATCH], DAG, [{ name: 'in-45-min', disabled: 'yes' }]),
    ).toEqual(['in-45-min']);
  });

  it('takes the first of two with one name', () => {
    const [slo, ...others] = applicableDefaults(
      read(BATCH, { slos: [{ ...IN_45_MIN, target: 80 }] }),
      DAG,
      declared(),
    );
    expect(slo.target).toBe(95);
    expect(others).toEqual([]);
  });

  it('belongs to the owner of the pipeline unless it names one', () => {
    const defaults = read({
      slos: [IN_45_MIN, { ...FRESH, owner: 'streaming' }],
    });
    expect(
      applicableDefaults(defaults, DAG, declared()).map(slo => slo.owner),
    ).toEqual(['group:default/sales', 'group:default/streaming']);
    expect(
      applicableDefaults(defaults, { ...DAG, owner: undefined }, declared())[0]
        .owner,
    ).toBeUndefined();
  });
});
