import {
  CLASSIFICATIONS,
  LIFECYCLES,
  PIPELINE_TYPES,
  TIERS,
} from '@sluice/plugin-pipelines-common';
import { z } from 'zod';

/** How much it takes to pass a check, the least first. @public */
export const EFFORTS = ['minutes', 'hours', 'days', 'weeks'] as const;

/** The operators of a check, of which it has one. @public */
export const OPERATORS = ['is', 'atLeast', 'atMost', 'oneOf'] as const;

const DEFAULT_COVERAGE = 0.5;
const DEFAULT_OWNER_SHARE = 0.8;

const id = z
  .string()
  .regex(
    /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/,
    'has to be of 1 to 63 lower-case letters, digits and dashes',
  );
const text = (most: number) => z.string().trim().min(1).max(most);
const atLeastOne = <T extends z.ZodType>(item: T) =>
  z.array(item).min(1, 'is empty: name at least one');
const ref = (kinds: string, example: string) =>
  z
    .string()
    .transform(value => value.toLocaleLowerCase('en-US'))
    .refine(
      value => new RegExp(`^(${kinds}):[^/\\s:]+/[^/\\s:]+$`).test(value),
      `has to be a full ref, such as ${example}`,
    );
const share = z
  .number()
  .gt(0, 'has to be more than 0')
  .max(1, 'has to be at most 1');

const filter = z.strictObject({
  types: atLeastOne(z.enum(PIPELINE_TYPES)).optional(),
  tiers: atLeastOne(z.literal(TIERS)).optional(),
  lifecycles: atLeastOne(z.enum(LIFECYCLES)).optional(),
  classifications: atLeastOne(z.enum(CLASSIFICATIONS)).optional(),
  domains: atLeastOne(ref('domain', 'domain:default/finance')).optional(),
  owners: atLeastOne(ref('user|group', 'group:default/platform')).optional(),
});

const check = z
  .strictObject({
    id,
    title: text(120),
    description: text(2000).optional(),
    fact: text(120),
    is: z.boolean().optional(),
    atLeast: z.number().optional(),
    atMost: z.number().optional(),
    oneOf: atLeastOne(z.string()).optional(),
    maxAgeHours: z.number().positive('has to be more than 0').optional(),
    effort: z.enum(EFFORTS).default('hours'),
    toPass: text(1000),
    runbook: text(120).optional(),
    appliesTo: filter.optional(),
  })
  .superRefine((value, context) => {
    const given = OPERATORS.filter(each => value[each] !== undefined);
    if (given.length === 1) return;
    context.addIssue({
      code: 'custom',
      message: `has ${
        given.length === 0 ? 'no operator' : given.join(' and ')
      }: give one of ${OPERATORS.join(', ')}`,
    });
  });

const level = z.strictObject({
  name: id,
  title: text(60).optional(),
  checks: atLeastOne(check),
});

/** What the file of a scorecard may say. docs/scorecards.md explains it field by field. @public */
export const scorecardSchema = z
  .strictObject({
    id,
    title: text(120),
    description: text(2000).optional(),
    appliesTo: filter.optional(),
    coverage: share.default(DEFAULT_COVERAGE),
    ownerShare: share.default(DEFAULT_OWNER_SHARE),
    levels: atLeastOne(level),
  })
  .superRefine(({ levels }, context) => {
    const seen = new Map<string, PropertyKey[]>();
    const once = (what: string, name: string, path: PropertyKey[]) => {
      const key = `${what} ${name}`;
      if (seen.has(key)) {
        context.addIssue({
          code: 'custom',
          path,
          message: `is ${name} again: every ${what} has a name of its own`,
        });
      }
      seen.set(key, path);
    };
    levels.forEach((each, i) => {
      once('level', each.name, ['levels', i, 'name']);
      each.checks.forEach((one, j) =>
        once('check', one.id, ['levels', i, 'checks', j, 'id']),
      );
    });
  });

/** Ordered levels of checks over facts. @public */
export type Scorecard = z.infer<typeof scorecardSchema>;
/** One of a scorecard's levels; a pipeline is there if it passes its checks and those below. @public */
export type ScorecardLevel = Scorecard['levels'][number];
/** One condition on one fact. @public */
export type ScorecardCheck = ScorecardLevel['checks'][number];
/** Which pipelines are meant. Absent fields are about everything. @public */
export type ScorecardFilter = NonNullable<Scorecard['appliesTo']>;
