import {
  CLASSIFICATIONS,
  EVIDENCE_KINDS,
  isTimeZone,
  PIPELINE_TYPES,
  TIERS,
} from '@sluice/plugin-pipelines-common';
import { z } from 'zod';
import { isDate, startProblem } from './windowStarts';

/** What a policy tells apart: kinds of promotion, operations on clusters, and exemptions from checks of scorecards. @public */
export const POLICY_KINDS = [
  'promote',
  'rollback',
  'redeploy',
  'operation',
  'exemption',
] as const;

/** Lanes of a promotion. @public */
export const LANES = ['normal', 'hotfix'] as const;

/** What a windows lets pass all the same. @public */
export const EXEMPTIONS = ['rollback', 'hotfix'] as const;

/** Facts of a diff by which a standard change is known: each says that there is nothing else in it. @public */
export const STANDARD_FACTS = [
  'onlyDocs',
  'onlyTests',
  'onlyTags',
  'dbtNonBreaking',
] as const;

/** No exemption from a check may last longer. */
const MAX_EXEMPTION_DAYS = 90;

/** No template may let through more failures than this. */
const MAX_FAILURE_RATE = 0.05;

const name = z
  .string()
  .regex(
    /^[A-Za-z0-9]([A-Za-z0-9 ._-]{0,61}[A-Za-z0-9])?$/,
    'has to be of 1 to 63 letters, digits, spaces, dots, dashes and underscores',
  );
const ref = (kinds: string, example: string) =>
  z
    .string()
    .transform(value => value.toLocaleLowerCase('en-US'))
    .refine(
      value => new RegExp(`^(${kinds}):[^/\\s:]+/[^/\\s:]+$`).test(value),
      `has to be a full ref, such as ${example}`,
    );
const party = ref('user|group', 'group:default/platform');
const atLeastOne = <T extends z.ZodType>(item: T) =>
  z.array(item).min(1, 'is empty: name at least one');
const hours = z.number().positive('has to be more than 0').max(8760);
const timezone = z
  .string()
  .refine(isTimeZone, 'has to be an IANA time zone, such as Europe/Berlin');
const date = z.string().refine(isDate, 'has to be a date, such as 2026-12-24');
const exempt = z.array(z.enum(EXEMPTIONS)).optional();

const approver = z.strictObject({
  name,
  from: z.union([z.literal('anyone'), atLeastOne(party)], {
    error: 'has to be anyone, or a list of refs of groups and users',
  }),
  minApprovals: z
    .number()
    .int('has to be a whole number')
    .min(1, 'has to be 1 or more: a quorum of nobody approves everything')
    .max(20)
    .optional(),
  deputies: z.array(ref('user', 'user:default/jane.doe')).optional(),
  fallbackApprovers: z.array(party).optional(),
});

const match = z.strictObject({
  environments: atLeastOne(z.string()).optional(),
  kinds: atLeastOne(z.enum(POLICY_KINDS)).optional(),
  lanes: atLeastOne(z.enum(LANES)).optional(),
  units: atLeastOne(z.string().min(1)).optional(),
  types: atLeastOne(z.enum(PIPELINE_TYPES)).optional(),
  tiers: atLeastOne(z.literal(TIERS)).optional(),
  classifications: atLeastOne(z.enum(CLASSIFICATIONS)).optional(),
  owners: atLeastOne(party).optional(),
  domains: atLeastOne(ref('domain', 'domain:default/finance')).optional(),
});

const window = z
  .strictObject({
    name,
    effect: z.enum(['allow', 'deny']),
    cron: z.string().optional(),
    rrule: z.string().optional(),
    from: date.optional(),
    hours: z.number().positive('has to be more than 0').max(168),
    timezone,
    on: atLeastOne(z.string()).optional(),
    notOn: atLeastOne(z.string()).optional(),
    exempt,
  })
  .superRefine((value, context) => {
    const problem = startProblem(value);
    if (problem) context.addIssue({ code: 'custom', ...problem });
  });

const freeze = z.strictObject({
  name,
  calendar: z.string(),
  timezone,
  daysBefore: z.number().int().min(0).max(31).optional(),
  daysAfter: z.number().int().min(0).max(31).optional(),
  exempt,
});

const requirement = z.strictObject({
  approvals: z.array(name).optional(),
  raised: z.array(name).optional(),
  evidence: z.array(z.enum(EVIDENCE_KINDS)).optional(),
  gates: z
    .array(
      z.strictObject({
        name: z.string().min(1),
        params: z.record(z.string(), z.json()).optional(),
      }),
    )
    .optional(),
  verifiedUpstream: z
    .strictObject({ runs: z.number().int().min(0).max(100) })
    .optional(),
  soakHours: z.number().min(0).max(720).optional(),
  windows: z.array(window).optional(),
  freezes: z.array(freeze).optional(),
  verify: z
    .strictObject({
      runs: z.number().int().min(0).max(100),
      timeoutMinutes: z.number().int().min(1).max(10_080),
    })
    .optional(),
  bake: z
    .strictObject({
      runs: z.number().int().min(0).max(100),
      minutes: z.number().int().min(0).max(43_200),
    })
    .optional(),
  autoRollback: z.boolean().optional(),
  rollbackPreAuthorised: z.boolean().optional(),
  autoPromote: z.boolean().optional(),
  pendingHours: hours.optional(),
  approvedHours: hours.optional(),
  exemptionDays: z
    .number()
    .int('has to be a whole number')
    .min(1)
    .max(
      MAX_EXEMPTION_DAYS,
      `has to be at most ${MAX_EXEMPTION_DAYS}: what lasts longer is a rule, and no exemption`,
    )
    .optional(),
});

const rule = z.strictObject({
  name,
  match: match.optional(),
  require: requirement,
});

const standardChange = z.strictObject({
  name,
  match: match.omit({ kinds: true, lanes: true }).optional(),
  allows: atLeastOne(z.enum(STANDARD_FACTS)),
  until: date,
  maxFailureRate: z
    .number()
    .min(0)
    .max(MAX_FAILURE_RATE, `has to be at most ${MAX_FAILURE_RATE}`)
    .optional(),
});

/** What a policy may say. docs/policies.md explains it field by field. @public */
export const policySchema = z.strictObject({
  title: z.string().max(255).optional(),
  environments: atLeastOne(z.string()),
  approvers: atLeastOne(approver),
  rules: atLeastOne(rule),
  policyChanges: z.strictObject({ approvals: atLeastOne(name) }).optional(),
  hotfix: z
    .strictObject({ recoveryMinutes: z.number().int().min(1).max(1440) })
    .optional(),
  breakGlass: z
    .strictObject({
      from: atLeastOne(party),
      maxMinutes: z
        .number()
        .int()
        .min(1)
        .max(60, 'has to be at most 60: a grant ends within the hour'),
    })
    .optional(),
  review: z.strictObject({ calendar: z.string(), timezone }).optional(),
  standardChanges: z.array(standardChange).optional(),
});

/** A policy as it was written, without defaults: what is hashed is what people read. @public */
export type Policy = z.infer<typeof policySchema>;
/** One of a policy's rules. @public */
export type PolicyRule = Policy['rules'][number];
/** What a rule or a template is about. Absent fields are about everything. @public */
export type PolicyMatch = NonNullable<PolicyRule['match']>;
/** Times at which promotions may or may not start. @public */
export type PolicyWindow = z.infer<typeof window>;
/** Days of a named calendar on which promotions don't start. @public */
export type PolicyFreeze = z.infer<typeof freeze>;
/** A kind of change that needs no approval of its own. @public */
export type StandardChange = z.infer<typeof standardChange>;
