import { cronFault } from '../../validation/schedule';
import { SLO_KINDS, type SloDefinition, type SloKind } from '../definition';
import type { SloContext } from '../readSlos';
import { readBlock } from './blocks';
import { type Fields, mapping, optional, required } from './fields';
import type { ProblemList } from './ProblemList';
import { readSelector } from './selector';
import { readWindow } from './window';
import {
  DESCRIPTION,
  ENVIRONMENT,
  NAME,
  OWNER,
  TARGET,
  TITLE,
  oneOf,
} from './rules';

/** The fields of an SLO, apart from the block of its kind. @internal */
export const COMMON_FIELDS = [
  'name',
  'kind',
  'title',
  'description',
  'target',
  'window',
  'owner',
  'environment',
  'selector',
] as const;

/**
 * One SLO of the list.
 *
 * @param problems - of this SLO alone
 * @returns undefined after an error
 * @internal
 */
export function readSlo(
  value: unknown,
  path: string,
  context: SloContext,
  problems: ProblemList,
): SloDefinition | undefined {
  const slo = mapping(
    value,
    path,
    {
      what: 'an SLO',
      example: '{ name: by-six, kind: deadline, target: 99, … }',
      known: [...COMMON_FIELDS, ...SLO_KINDS, 'disabled'],
    },
    problems,
  );
  if (!slo) return undefined;

  const name = required(slo, 'name', NAME, problems);
  const kind = readKind(slo, problems);
  const title = optional(slo, 'title', TITLE, problems);
  const description = optional(slo, 'description', DESCRIPTION, problems);
  const target = readTarget(slo, problems);
  const window = readWindow(slo, problems);
  const owner = optional(slo, 'owner', OWNER, problems) ?? context.owner;
  const environment =
    optional(slo, 'environment', ENVIRONMENT, problems) ??
    context.productionEnvironment;
  const selector = readSelector(slo, context, problems);
  const block =
    kind && readBlock(kind, slo, { calendars: context.calendars, problems });

  if (kind) strayBlocks(slo, kind, problems);
  if (kind === 'success') checkSchedule(slo, context, problems);
  if (
    problems.hasErrors ||
    name === undefined ||
    target === undefined ||
    window === undefined ||
    block === undefined
  ) {
    return undefined;
  }
  return {
    name,
    ...(title !== undefined && { title }),
    ...(description !== undefined && { description }),
    target,
    window,
    ...(owner !== undefined && { owner }),
    ...(environment !== undefined && { environment }),
    ...(selector !== undefined && { selector }),
    ...block,
  };
}

function readKind(slo: Fields, problems: ProblemList): SloKind | undefined {
  const rule = oneOf(SLO_KINDS);
  const blocks = SLO_KINDS.filter(kind => slo.values[kind] !== undefined);
  return required(
    slo,
    'kind',
    {
      ...rule,
      expected:
        slo.values.kind === undefined && blocks.length === 1
          ? `${blocks[0]}, as its other fields say`
          : rule.expected,
    },
    problems,
  );
}

function readTarget(slo: Fields, problems: ProblemList): number | undefined {
  const target = required(slo, 'target', TARGET, problems);
  if (target !== undefined && target <= 1) {
    const percent = Number((target * 100).toPrecision(12));
    problems.warn(
      `${slo.path}.target`,
      `is in percent, so ${target} promises next to nothing; did you mean ${percent}?`,
    );
  }
  return target;
}

function strayBlocks(slo: Fields, kind: SloKind, problems: ProblemList) {
  for (const other of SLO_KINDS) {
    if (other !== kind && slo.values[other] !== undefined) {
      problems.error(
        `${slo.path}.${other}`,
        `belongs to an SLO of kind ${other}, but kind is ${kind}; remove it, or write an SLO of its own`,
      );
    }
  }
}

/** Without expected runs a success SLO would be kept by doing nothing. */
function checkSchedule(
  slo: Fields,
  context: SloContext,
  problems: ProblemList,
) {
  const fault =
    context.cron === undefined ? undefined : cronFault(context.cron);
  if (fault) {
    problems.error(
      `${slo.path}.kind`,
      `is success, which counts the runs that spec.schedule expects, but its cron can't be used: ${fault}; correct spec.schedule.cron`,
    );
  }
}
