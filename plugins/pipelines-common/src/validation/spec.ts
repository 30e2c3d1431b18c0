import { parseEntityRef } from '@backstage/catalog-model';
import type { JsonObject, JsonValue } from '@backstage/types';
import { CLASSIFICATIONS, LIFECYCLES, TIERS } from '../vocabulary';
import { nearest } from './nearest';
import { type EntityProblem, either, problem, shown } from './problem';
import { cronFault, isTimeZone } from './schedule';

type Check = (value: JsonValue, path: string) => EntityProblem[];

/** Our fields in the spec of a pipeline. All may be left out. */
const PIPELINE_CHECKS: Readonly<Record<string, Check>> = {
  tier: tierProblems,
  classification: classificationProblems,
  lifecycle: lifecycleProblems,
  schedule: scheduleProblems,
  domain: domainProblems,
};

const DATASET_CHECKS: Readonly<Record<string, Check>> = {
  tier: tierProblems,
  classification: classificationProblems,
};

/** Fields that mean something to others, or to other parts of Sluice, and are therefore no slips. */
const OTHER_FIELDS = [
  'type',
  'owner',
  'system',
  'subcomponentOf',
  'providesApis',
  'consumesApis',
  'dependsOn',
  'dependencyOf',
  'slos',
];

/** What is wrong in the spec of a pipeline, apart from its SLOs. @internal */
export function pipelineSpecProblems(spec: JsonObject): EntityProblem[] {
  return specProblems(spec, PIPELINE_CHECKS, ['slos']);
}

/** What is wrong in the spec of a dataset. @internal */
export function datasetSpecProblems(spec: JsonObject): EntityProblem[] {
  return specProblems(spec, DATASET_CHECKS);
}

function specProblems(
  spec: JsonObject,
  checks: Readonly<Record<string, Check>>,
  checkedElsewhere: readonly string[] = [],
): EntityProblem[] {
  return Object.entries(spec).flatMap(([field, value]) => {
    const path = `spec.${field}`;
    if (value === undefined) return [];
    if (Object.hasOwn(checks, field)) return checks[field](value, path);
    if (OTHER_FIELDS.includes(field)) return [];
    const meant = nearest(field, [...Object.keys(checks), ...checkedElsewhere]);
    return meant
      ? [problem('warning', path, `has no effect; did you mean ${meant}?`)]
      : [];
  });
}

function tierProblems(value: JsonValue, path: string): EntityProblem[] {
  if (TIERS.some(tier => tier === value)) return [];
  const isQuoted = TIERS.some(tier => String(tier) === value);
  return [
    problem(
      'error',
      path,
      `must be ${either(TIERS)}, got ${shown(value)}${
        isQuoted ? '; remove the quotes' : ''
      }`,
    ),
  ];
}

function classificationProblems(
  value: JsonValue,
  path: string,
): EntityProblem[] {
  if (!Array.isArray(value)) {
    return [
      problem(
        'error',
        path,
        `must be a list such as [${CLASSIFICATIONS.slice(0, 2).join(
          ', ',
        )}], got ${shown(value)}`,
      ),
    ];
  }
  return value.flatMap((item, index) =>
    wordProblems(item, `${path}[${index}]`, CLASSIFICATIONS),
  );
}

function lifecycleProblems(value: JsonValue, path: string): EntityProblem[] {
  return wordProblems(value, path, LIFECYCLES);
}

function wordProblems(
  value: JsonValue | undefined,
  path: string,
  known: readonly string[],
): EntityProblem[] {
  if (typeof value === 'string' && known.includes(value)) return [];
  const meant = typeof value === 'string' ? nearest(value, known) : undefined;
  return [
    problem(
      'error',
      path,
      `must be ${either(known)}, got ${shown(value)}${
        meant ? `; did you mean ${meant}?` : ''
      }`,
    ),
  ];
}

function scheduleProblems(value: JsonValue, path: string): EntityProblem[] {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) {
    return [
      problem(
        'error',
        path,
        `must have the fields cron and timezone, such as {cron: '0 5 * * *', timezone: Europe/Berlin}, got ${shown(
          value,
        )}`,
      ),
    ];
  }
  const known = ['cron', 'timezone'];
  const strays = Object.keys(value)
    .filter(field => !known.includes(field))
    .map(field => {
      const meant = nearest(field, known);
      return problem(
        'error',
        `${path}.${field}`,
        `is not a field of a schedule; ${
          meant ? `did you mean ${meant}?` : `known are ${either(known)}`
        }`,
      );
    });
  return [
    ...cronProblems(value.cron, `${path}.cron`),
    ...timezoneProblems(value.timezone, `${path}.timezone`),
    ...strays,
  ];
}

function cronProblems(
  value: JsonValue | undefined,
  path: string,
): EntityProblem[] {
  const expected =
    "a cron expression of five fields such as '0 5 * * *', or @hourly, @daily, @weekly";
  if (value === undefined) {
    return [problem('error', path, `is missing; set it to ${expected}`)];
  }
  if (typeof value !== 'string') {
    return [problem('error', path, `must be ${expected}, got ${shown(value)}`)];
  }
  const fault = cronFault(value);
  return fault
    ? [
        problem(
          'error',
          path,
          `must be ${expected}, got ${shown(value)}: ${fault}`,
        ),
      ]
    : [];
}

function timezoneProblems(
  value: JsonValue | undefined,
  path: string,
): EntityProblem[] {
  if (value === undefined) {
    return [
      problem(
        'warning',
        path,
        'is missing, so UTC is assumed; set it to an IANA name such as Europe/Berlin',
      ),
    ];
  }
  return typeof value === 'string' && isTimeZone(value)
    ? []
    : [
        problem(
          'error',
          path,
          `must be an IANA time zone such as Europe/Berlin or UTC, got ${shown(
            value,
          )}`,
        ),
      ];
}

function domainProblems(value: JsonValue, path: string): EntityProblem[] {
  try {
    const { kind } = parseEntityRef(value as string, { defaultKind: 'domain' });
    if (kind.toLocaleLowerCase('en-US') === 'domain') return [];
  } catch {
    // reported below
  }
  return [
    problem(
      'error',
      path,
      `must be the name or entity ref of a Domain, got ${shown(value)}`,
    ),
  ];
}
