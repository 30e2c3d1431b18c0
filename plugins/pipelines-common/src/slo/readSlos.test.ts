import fc from 'fast-check';
import { type SloContext, readSlos } from './readSlos';

const COMPONENT: SloContext = { entityKind: 'component' };
const SYSTEM: SloContext = { entityKind: 'system' };

const COMMON = { name: 'x', target: 99, window: { rolling: '28d' } };
const deadline = (fields?: object) => ({
  ...COMMON,
  kind: 'deadline',
  deadline: { time: '06:00', timezone: 'America/New_York', ...fields },
});
const duration = (fields?: object) => ({
  ...COMMON,
  kind: 'duration',
  duration: { max: '45m', ...fields },
});
const freshness = (fields?: object) => ({
  ...COMMON,
  kind: 'freshness',
  freshness: { max: '3m', ...fields },
});
const success = (fields?: object) => ({
  ...COMMON,
  kind: 'success',
  success: { within: '24h' },
  ...fields,
});

const messages = (raw: unknown, context: SloContext = COMPONENT) =>
  readSlos(raw, context).problems.map(p => `${p.level} ${p.message}`);

describe('readSlos', () => {
  it('reads every kind with its defaults', () => {
    const { slos, problems } = readSlos(
      [
        deadline(),
        { ...duration(), name: 'in-45-min' },
        { ...freshness(), name: 'fresh' },
        { ...success({ selector: {} }), name: 'runs-succeed' },
        {
          ...COMMON,
          name: 'complete',
          kind: 'completeness',
          completeness: { within: '24h' },
          environment: 'staging',
          owner: 'Finance-Data',
        },
        { ...COMMON, name: 'tests-pass', kind: 'correctness' },
      ],
      {
        ...SYSTEM,
        owner: 'group:default/sales',
        productionEnvironment: 'prod',
      },
    );
    const common = {
      target: 99,
      window: { type: 'rolling', days: 28 },
      owner: 'group:default/sales',
      environment: 'prod',
    };
    expect(problems).toEqual([]);
    expect(slos).toStrictEqual([
      {
        ...common,
        name: 'x',
        kind: 'deadline',
        deadline: {
          time: '06:00',
          timezone: 'America/New_York',
          dataThrough: '00:00',
          completion: { type: 'run' },
        },
      },
      {
        ...common,
        name: 'in-45-min',
        kind: 'duration',
        duration: { maxSeconds: 2_700, completion: { type: 'run' } },
      },
      {
        ...common,
        name: 'fresh',
        kind: 'freshness',
        freshness: { maxSeconds: 180, sliceSeconds: 60 },
      },
      {
        ...common,
        name: 'runs-succeed',
        kind: 'success',
        selector: {},
        success: { withinSeconds: 86_400 },
      },
      {
        ...common,
        name: 'complete',
        kind: 'completeness',
        completeness: { withinSeconds: 86_400 },
        environment: 'staging',
        owner: 'group:default/finance-data',
      },
      { ...common, name: 'tests-pass', kind: 'correctness', correctness: {} },
    ]);
  });

  it('reads what the kinds may say beyond that', () => {
    const { slos, problems } = readSlos(
      [
        {
          ...deadline({
            calendar: 'business-days',
            dataThrough: '04:30',
            completion: 'task:load.orders',
          }),
          window: { calendar: 'month', timezone: 'Asia/Kolkata' },
          title: 'Ready at 06:00',
          description: 'Finance opens the report.',
          selector: {
            type: ['airflow-dag'],
            tier: [1, 2],
            lifecycle: ['production'],
            classification: ['sox'],
            name: 'fct_*',
          },
        },
        {
          ...duration({
            completion: 'dataset:Orders',
            from: 'orders-ingest',
            to: 'resource:finance/fct-orders',
          }),
          name: 'path',
        },
      ],
      { ...SYSTEM, calendars: ['business-days'] },
    );
    expect(problems).toEqual([]);
    expect(slos).toMatchObject([
      {
        window: { type: 'calendar', unit: 'month', timezone: 'Asia/Kolkata' },
        title: 'Ready at 06:00',
        description: 'Finance opens the report.',
        selector: {
          types: ['airflow-dag'],
          tiers: [1, 2],
          lifecycles: ['production'],
          classifications: ['sox'],
          name: 'fct_*',
        },
        deadline: {
          calendar: 'business-days',
          dataThrough: '04:30',
          completion: { type: 'task', taskId: 'load.orders' },
        },
      },
      {
        duration: {
          completion: {
            type: 'dataset',
            entityRef: 'resource:default/orders',
          },
          from: 'component:default/orders-ingest',
          to: 'resource:finance/fct-orders',
        },
      },
    ]);
  });

  it.each<[string, object, string, SloContext?]>([
    [
      'a target of 100',
      { ...deadline(), target: 100 },
      'spec.slos[0].target: must be a number in percent above 0 and below 100, such as 99.9, got 100; a target of 100 leaves no error budget',
    ],
    [
      'a target of 101',
      { ...deadline(), target: 101 },
      'above 0 and below 100, such as 99.9, got 101',
    ],
    [
      'a target of 0',
      { ...deadline(), target: 0 },
      'above 0 and below 100, such as 99.9, got 0',
    ],
    [
      'a target with a percent sign',
      { ...deadline(), target: '99%' },
      'got "99%"; write 99, without quotes and percent sign',
    ],
    [
      'no target',
      { ...deadline(), target: undefined },
      'spec.slos[0].target: is missing; set it to a number in percent',
    ],
    [
      'no window',
      { ...deadline(), window: undefined },
      'spec.slos[0].window: is missing; such as { rolling: 28d }',
    ],
    [
      'a window that is no mapping',
      { ...deadline(), window: '28d' },
      'spec.slos[0].window: must be a window such as { rolling: 28d }',
    ],
    [
      'an empty window',
      { ...deadline(), window: {} },
      'must have either rolling',
    ],
    [
      'a window of zero',
      { ...deadline(), window: { rolling: '0d' } },
      'spec.slos[0].window.rolling: must be whole days from 1d to 366d, such as 28d, got "0d"',
    ],
    [
      'a window of hours',
      { ...deadline(), window: { rolling: '36h' } },
      'must be whole days from 1d to 366d',
    ],
    [
      'a window of years',
      { ...deadline(), window: { rolling: '400d' } },
      'must be whole days from 1d to 366d',
    ],
    [
      'a rolling month',
      { ...deadline(), window: { rolling: '1M' } },
      'write calendar: month',
    ],
    [
      'a rolling and calendar window',
      { ...deadline(), window: { rolling: '28d', calendar: 'month' } },
      'spec.slos[0].window: is either rolling or calendar, got both',
    ],
    [
      'a rolling window with a zone',
      { ...deadline(), window: { rolling: '28d', timezone: 'UTC' } },
      'spec.slos[0].window.timezone: belongs to a calendar window',
    ],
    [
      'a calendar window without a zone',
      { ...deadline(), window: { calendar: 'month' } },
      'spec.slos[0].window.timezone: is missing; set it to an IANA time zone',
    ],
    [
      'an unknown calendar unit',
      { ...deadline(), window: { calendar: 'months', timezone: 'UTC' } },
      'must be month or quarter, got "months"; did you mean month?',
    ],
    [
      'an unknown field of a window',
      { ...deadline(), window: { roling: '28d' } },
      'spec.slos[0].window.roling: is not a field of a window; did you mean rolling?',
    ],
    [
      'an unknown zone',
      deadline({ timezone: 'Europe/Berln' }),
      'spec.slos[0].deadline.timezone: must be an IANA time zone such as Europe/Berlin or UTC, got "Europe/Berln"; did you mean Europe/Berlin?',
    ],
    [
      'an offset instead of a zone',
      deadline({ timezone: '+02:00' }),
      `got "+02:00"; an offset doesn't know about summer time`,
    ],
    [
      'UTC with an offset',
      deadline({ timezone: 'UTC+2' }),
      `an offset doesn't know about summer time`,
    ],
    [
      'no zone',
      deadline({ timezone: undefined }),
      'spec.slos[0].deadline.timezone: is missing',
    ],
    [
      'a deadline of 24:00',
      deadline({ time: '24:00' }),
      `spec.slos[0].deadline.time: must be a time of day in quotes from '00:00' to '23:59', got "24:00"; midnight at the end of a day is '00:00' of the next one`,
    ],
    [
      'a deadline of 6:00',
      deadline({ time: '6:00' }),
      `got "6:00"; did you mean '06:00'?`,
    ],
    [
      'a deadline with seconds',
      deadline({ time: '06:00:00' }),
      `did you mean '06:00'?`,
    ],
    [
      'a deadline that YAML 1.1 read as a number',
      deadline({ time: 960 }),
      'got 960; put it in quotes',
    ],
    [
      'a deadline in words',
      deadline({ time: '6 am' }),
      'must be a time of day',
    ],
    [
      'dataThrough that is no time',
      deadline({ dataThrough: 'yesterday' }),
      'spec.slos[0].deadline.dataThrough: must be a time of day',
    ],
    [
      'an unknown kind',
      { ...deadline(), kind: 'dead-line' },
      'spec.slos[0].kind: must be deadline, duration, freshness, success, completeness or correctness, got "dead-line"; did you mean deadline?',
    ],
    [
      'no kind',
      { ...deadline(), kind: undefined },
      'spec.slos[0].kind: is missing; set it to deadline, as its other fields say',
    ],
    [
      'an unknown field',
      { ...deadline(), tagret: 99 },
      'spec.slos[0].tagret: is not a field of an SLO; did you mean target?',
    ],
    [
      'an unknown field of the block',
      deadline({ calender: 'x' }),
      'spec.slos[0].deadline.calender: is not a field of the deadline of an SLO; did you mean calendar?',
    ],
    [
      'no block',
      { ...COMMON, kind: 'deadline' },
      `spec.slos[0].deadline: is missing; such as { time: '06:00', timezone: America/New_York }`,
    ],
    [
      'the block of another kind',
      { ...deadline(), freshness: { max: '3m' } },
      'spec.slos[0].freshness: belongs to an SLO of kind freshness, but kind is deadline',
    ],
    [
      'a selector on a pipeline',
      success({ selector: { tier: [1] } }),
      'spec.slos[0].selector: has no meaning on a pipeline',
    ],
    [
      'a selector that is a list',
      success({ selector: ['a'] }),
      'spec.slos[0].selector: must be a selector such as',
      SYSTEM,
    ],
    [
      'a selector with the keys of the API',
      success({ selector: { types: ['airflow-dag'] } }),
      'spec.slos[0].selector.types: is not a field of a selector; did you mean type?',
      SYSTEM,
    ],
    [
      'a selector without a list',
      success({ selector: { type: 'airflow-dag' } }),
      'spec.slos[0].selector.type: must be a list such as [airflow-dag], got "airflow-dag"',
      SYSTEM,
    ],
    [
      'a selector that selects nothing',
      success({ selector: { tier: [] } }),
      'spec.slos[0].selector.tier: must be a list such as [1, 2], got []',
      SYSTEM,
    ],
    [
      'a quoted tier',
      success({ selector: { tier: [1, '2'] } }),
      'spec.slos[0].selector.tier[1]: must be 1, 2 or 3, got "2"; remove the quotes',
      SYSTEM,
    ],
    [
      'an unknown type',
      success({ selector: { type: ['airflow'] } }),
      'spec.slos[0].selector.type[0]: must be airflow-dag',
      SYSTEM,
    ],
    [
      'a pattern that no name matches',
      success({ selector: { name: 'fct %' } }),
      'spec.slos[0].selector.name: must be an entity name in which *',
      SYSTEM,
    ],
    [
      'from without to',
      duration({ from: 'orders-ingest' }),
      'spec.slos[0].duration.to: is missing',
    ],
    [
      'to without from',
      duration({ to: 'fct-orders' }),
      'spec.slos[0].duration.from: is missing',
    ],
    [
      'a path from a dataset',
      duration({ from: 'resource:x', to: 'y' }),
      'spec.slos[0].duration.from: must be the entity ref of a Component',
    ],
    [
      'a duration of zero',
      duration({ max: '0m' }),
      'spec.slos[0].duration.max: must be a duration such as 45m, 24h or 28d, got "0m"; it has to be longer than nothing',
    ],
    [
      'a duration in words',
      duration({ max: '45 min' }),
      'got "45 min"; did you mean 45m?',
    ],
    [
      'a duration without a unit',
      duration({ max: 45 }),
      'got 45; add a unit: s, m, h or d',
    ],
    [
      'no datasets',
      freshness({ datasets: [] }),
      'spec.slos[0].freshness.datasets: must be a list of up to 20 refs, each the entity ref of a Resource, such as resource:default/fct-orders, got',
    ],
    [
      'a dataset that is none',
      freshness({ datasets: ['component:default/orders'] }),
      'spec.slos[0].freshness.datasets: must be a list of up to 20 refs, each the entity ref of a Resource, such as resource:default/fct-orders, got',
    ],
    [
      'a slice longer than an hour',
      freshness({ slice: '2h' }),
      'spec.slos[0].freshness.slice: must be a duration that divides one hour, such as 1m or 5m, got "2h"',
    ],
    [
      "a slice that doesn't divide an hour",
      freshness({ slice: '7m' }),
      'that divides one hour',
    ],
    [
      'a task without an id',
      deadline({ completion: 'task:' }),
      'spec.slos[0].deadline.completion: must be run, task:<id>, dataset:<entity ref of a Resource> or freshness, got "task:"; name the task, such as task:load_orders',
    ],
    [
      'a task without a colon',
      deadline({ completion: 'task' }),
      'name the task, such as task:load_orders',
    ],
    [
      'a dataset without a ref',
      deadline({ completion: 'dataset:' }),
      'name the dataset',
    ],
    [
      'a dataset that is a pipeline',
      deadline({ completion: 'dataset:component:x' }),
      'name the dataset',
    ],
    [
      'an unknown completion',
      deadline({ completion: 'runs' }),
      'did you mean run?',
    ],
    [
      'a misspelt completion',
      deadline({ completion: 'taks:load' }),
      'did you mean task:load?',
    ],
    [
      'an unknown calendar',
      deadline({ calendar: 'busines-days' }),
      'spec.slos[0].deadline.calendar: must be a calendar of the config: business-days, month-end, got "busines-days"; did you mean business-days?',
      { ...COMPONENT, calendars: ['business-days', 'month-end'] },
    ],
    [
      'a calendar where the config has none',
      deadline({ calendar: 'x' }),
      'must be the name of a calendar of the config, in pipelines.calendars, got "x"',
      { ...COMPONENT, calendars: [] },
    ],
    [
      'no name',
      { ...deadline(), name: undefined },
      'spec.slos[0].name: is missing',
    ],
    [
      'a name in upper case',
      { ...deadline(), name: 'By six' },
      'spec.slos[0].name: must be a name of 1 to 63 lower-case letters',
    ],
    [
      'an owner that is no group',
      { ...deadline(), owner: 'component:x' },
      'spec.slos[0].owner: must be the entity ref of a Group or User',
    ],
    [
      'an environment with blanks',
      { ...deadline(), environment: 'Prod 1' },
      'spec.slos[0].environment: must be the short name of an environment',
    ],
    [
      'a description too long for OpenSLO',
      { ...deadline(), description: 'x'.repeat(1_051) },
      'spec.slos[0].description: must be text of up to 1050 characters',
    ],
    [
      'a schedule that never fires',
      success(),
      "spec.slos[0].kind: is success, which counts the runs that spec.schedule expects, but its cron can't be used: it never fires",
      { ...COMPONENT, cron: '0 0 31 2 *' },
    ],
    [
      'tests that are a list',
      { ...COMMON, kind: 'correctness', correctness: { tests: ['a'] } },
      'spec.slos[0].correctness.tests: must be a test name',
    ],
    [
      'disabled on a System',
      { name: 'x', disabled: true },
      'spec.slos[0].disabled: switches off a default of the config, which only a pipeline has',
      SYSTEM,
    ],
    [
      'disabled with other fields',
      { ...deadline(), disabled: true },
      'spec.slos[0].target: stands beside disabled',
    ],
    [
      'disabled that is false',
      { name: 'x', disabled: false },
      'spec.slos[0].disabled: must be true, got false',
    ],
    [
      'disabled without a name',
      { disabled: true },
      'spec.slos[0].name: is missing',
    ],
  ])(
    'refuses %s, and says where and how to fix it',
    (_, slo, message, context = COMPONENT) => {
      const read = readSlos([slo], context);
      expect(read.slos).toEqual([]);
      expect(read.disabled).toEqual([]);
      expect(read.problems.map(p => p.message).join('\n')).toContain(message);
      expect(read.problems.every(p => p.level === 'error')).toBe(true);
    },
  );

  it('leaves out the broken one and keeps the others', () => {
    const { slos, problems } = readSlos(
      [
        { ...deadline(), name: 'a' },
        { ...deadline(), name: 'b', target: 100, window: { rolling: '0d' } },
        'c',
        { ...deadline(), name: 'd' },
      ],
      COMPONENT,
    );
    expect(slos.map(slo => slo.name)).toEqual(['a', 'd']);
    expect(problems.map(p => p.path)).toEqual([
      'spec.slos[1].target',
      'spec.slos[1].window.rolling',
      'spec.slos[2]',
    ]);
  });

  it('keeps the first of two with one name', () => {
    const { slos, problems } = readSlos(
      [deadline(), freshness(), { name: 'x', disabled: true }],
      COMPONENT,
    );
    expect(slos.map(slo => slo.kind)).toEqual(['deadline']);
    expect(problems.map(p => p.message)).toEqual([
      'spec.slos[1].name: "x" is the name of spec.slos[0] as well; give each SLO of an entity a name of its own',
      'spec.slos[2].name: "x" is the name of spec.slos[0] as well; give each SLO of an entity a name of its own',
    ]);
  });

  it('warns, but reads, where a share looks like a percentage and slices are too short', () => {
    const raw = [{ ...freshness({ slice: '10s' }), target: 0.999 }];
    expect(messages(raw)).toEqual([
      'warning spec.slos[0].target: is in percent, so 0.999 promises next to nothing; did you mean 99.9?',
      'warning spec.slos[0].freshness.slice: is shorter than the 30 s between two samples, so most slices stay unknown; 1m is usual',
    ]);
    expect(readSlos(raw, COMPONENT).slos).toHaveLength(1);
  });

  it('names the defaults that are switched off', () => {
    expect(
      readSlos([{ name: 'in-45-min', disabled: true }], COMPONENT),
    ).toEqual({ slos: [], disabled: ['in-45-min'], problems: [] });
  });

  it('takes any calendar where it knows none, and any schedule for other kinds', () => {
    expect(
      messages([deadline({ calendar: 'x' })], {
        ...COMPONENT,
        cron: '0 0 31 2 *',
      }),
    ).toEqual([]);
  });

  it.each([
    [undefined, []],
    [null, []],
    [[], []],
    [{}, ['error pipelines.x: must be a list of SLOs, got {}']],
    ['by-six', ['error pipelines.x: must be a list of SLOs, got "by-six"']],
  ])('reads %p as a list', (raw, expected) => {
    expect(messages(raw, { ...COMPONENT, path: 'pipelines.x' })).toEqual(
      expected,
    );
  });

  it('never throws, and names a place below its own for every problem', () => {
    const anything = fc.jsonValue();
    const near = fc.record(
      {
        name: fc.oneof(fc.constant('x'), anything),
        kind: fc.oneof(fc.constantFrom('deadline', 'duration'), anything),
        target: anything,
        window: fc.oneof(fc.record({ rolling: anything }), anything),
        deadline: fc.oneof(
          fc.record({
            time: anything,
            timezone: fc.string(),
            completion: fc.string(),
          }),
          anything,
        ),
        duration: anything,
        selector: fc.oneof(fc.record({ type: fc.array(anything) }), anything),
        disabled: anything,
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(
        fc.oneof(anything, fc.array(fc.oneof(near, anything))),
        fc.constantFrom('component' as const, 'group' as const),
        (raw, entityKind) => {
          for (const { path, message } of readSlos(raw, { entityKind })
            .problems) {
            expect(path).toMatch(/^spec\.slos/);
            expect(message.startsWith(`${path}: `)).toBe(true);
          }
        },
      ),
    );
  });
});
