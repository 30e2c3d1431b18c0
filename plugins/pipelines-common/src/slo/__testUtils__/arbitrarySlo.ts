import fc from 'fast-check';
import {
  CLASSIFICATIONS,
  LIFECYCLES,
  PIPELINE_TYPES,
  TIERS,
} from '../../vocabulary';
import type {
  SloCommon,
  SloCompletion,
  SloDefinition,
  SloKind,
  SloSelector,
  SloWindow,
} from '../definition';

const ZONES = Intl.supportedValuesOf('timeZone');
const SLICES = [1, 10, 15, 30, 60, 90, 120, 300, 600, 1_800, 3_600];

const zone = fc.constantFrom(...ZONES);
const word = fc.stringMatching(/^[a-z0-9]([a-z0-9-]{0,20}[a-z0-9])?$/);
const text = fc
  .string({ minLength: 1, maxLength: 60 })
  .filter(t => /\S/.test(t));
const seconds = fc.integer({ min: 1, max: 400 * 86_400 });
const ref = (kind: string) =>
  fc
    .tuple(fc.constantFrom('default', 'finance'), word)
    .map(([namespace, name]) => `${kind}:${namespace}/${name}`);

const localTime = fc
  .integer({ min: 0, max: 1_439 })
  .map(
    minutes =>
      `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(
        minutes % 60,
      ).padStart(2, '0')}`,
  );

const window: fc.Arbitrary<SloWindow> = fc.oneof(
  fc.record({
    type: fc.constant('rolling' as const),
    days: fc.integer({ min: 1, max: 366 }),
  }),
  fc.record({
    type: fc.constant('calendar' as const),
    unit: fc.constantFrom('month' as const, 'quarter' as const),
    timezone: zone,
  }),
);

const completion: fc.Arbitrary<SloCompletion> = fc.oneof(
  fc.constant({ type: 'run' as const }),
  fc.constant({ type: 'freshness' as const }),
  fc
    .stringMatching(/^[A-Za-z0-9_.-]{1,30}$/)
    .map(taskId => ({ type: 'task' as const, taskId })),
  ref('resource').map(entityRef => ({ type: 'dataset' as const, entityRef })),
);

const some = <T>(values: readonly T[]) =>
  fc.subarray([...values], { minLength: 1 });

const selector: fc.Arbitrary<SloSelector> = fc.record(
  {
    types: some<string>(PIPELINE_TYPES),
    tiers: some<number>(TIERS),
    lifecycles: some<string>(LIFECYCLES),
    classifications: some<string>(CLASSIFICATIONS),
    name: fc.stringMatching(/^[a-z*_]{1,20}$/),
  },
  { requiredKeys: [] },
);

const common: fc.Arbitrary<SloCommon> = fc.record(
  {
    name: word,
    title: text,
    description: text,
    owner: fc.oneof(ref('group'), ref('user')),
    // Percent with up to three decimals, as people write it.
    target: fc.integer({ min: 1, max: 99_999 }).map(n => n / 1_000),
    window,
    environment: fc.constantFrom('dev', 'staging', 'prod'),
    selector,
  },
  { requiredKeys: ['name', 'target', 'window'] },
);

const block: Record<SloKind, fc.Arbitrary<object>> = {
  deadline: fc.record(
    {
      time: localTime,
      timezone: zone,
      calendar: word,
      dataThrough: localTime,
      completion,
    },
    { requiredKeys: ['time', 'timezone', 'dataThrough', 'completion'] },
  ),
  duration: fc.oneof(
    fc.record({ maxSeconds: seconds, completion }),
    fc.record({
      maxSeconds: seconds,
      completion,
      from: ref('component'),
      to: ref('resource'),
    }),
  ),
  freshness: fc.record(
    {
      maxSeconds: seconds,
      sliceSeconds: fc.constantFrom(...SLICES),
      datasets: fc.uniqueArray(ref('resource'), { minLength: 1, maxLength: 3 }),
    },
    { requiredKeys: ['maxSeconds', 'sliceSeconds'] },
  ),
  success: fc.record({ withinSeconds: seconds }),
  completeness: fc.record({ withinSeconds: seconds }),
  correctness: fc.record(
    { tests: fc.stringMatching(/^[a-z_*]{1,20}$/) },
    { requiredKeys: [] },
  ),
};

/** Any SLO that {@link readSlos} can return, for property tests; of one kind if asked. */
export function arbitrarySlo(kind?: SloKind): fc.Arbitrary<SloDefinition> {
  const kinds = kind ? [kind] : (Object.keys(block) as SloKind[]);
  return fc
    .constantFrom(...kinds)
    .chain(k =>
      fc
        .tuple(common, block[k])
        .map(([slo, own]) => ordinary({ ...slo, kind: k, [k]: own })),
    );
}

/** Objects of fast-check may have no prototype, which counts as a difference. */
function ordinary(slo: object): SloDefinition {
  return JSON.parse(JSON.stringify(slo));
}
