import { type EntityProblem, shown } from '../validation/problem';
import type { SloDefinition } from './definition';
import { required } from './reading/fields';
import { ProblemList } from './reading/ProblemList';
import { readSlo } from './reading/readSlo';
import { NAME } from './reading/rules';

/**
 * What the place in which SLOs stand says about them.
 *
 * @public
 */
export type SloContext = {
  /** Kind of the entity: only a System, Domain or Group may select pipelines. */
  entityKind: 'component' | 'system' | 'domain' | 'group';
  /** Where the list stands, for messages. Defaults to `spec.slos`. */
  path?: string;
  /** Who owns an SLO that doesn't say so: the entity's owner, as a full ref. */
  owner?: string;
  /** The environment of an SLO that names none: the last one of the config. */
  productionEnvironment?: string;
  /** Names of the calendars of the config. Without them any name is taken. */
  calendars?: readonly string[];
  /** The cron expression of the pipeline's own schedule, if it has one. */
  cron?: string;
};

/**
 * What became of a list of SLOs.
 *
 * @public
 */
export type ReadSlos = {
  /** Those without an error, with every default filled in, in the order of the file. */
  slos: SloDefinition[];
  /** Names of defaults of the config that this pipeline switches off. */
  disabled: string[];
  /** What is wrong, in the order of the file. An SLO with an `error` is left out of `slos`, one with a `warning` is not. */
  problems: EntityProblem[];
};

/**
 * Reads SLOs as people write them in `spec.slos` of an entity.
 *
 * An SLO with an error is left out and named, with where and how to fix it; the others stay. Never throws.
 *
 * @example
 * ```yaml
 * slos:
 *   - name: by-six
 *     kind: deadline
 *     target: 99
 *     window: { rolling: 28d }
 *     deadline: { time: '06:00', timezone: America/New_York, calendar: business-days }
 *   - { name: in-45-min, kind: duration, target: 95, window: { rolling: 28d }, duration: { max: 45m } }
 *   - { name: fresh, disabled: true } # switches off the default of that name
 * ```
 *
 * @param raw - the parsed YAML; undefined and null are an empty list
 * @public
 */
export function readSlos(raw: unknown, context: SloContext): ReadSlos {
  const result: ReadSlos = { slos: [], disabled: [], problems: [] };
  const path = context.path ?? 'spec.slos';
  const problems = new ProblemList();
  if (raw === undefined || raw === null) return result;
  if (!Array.isArray(raw)) {
    problems.error(path, `must be a list of SLOs, got ${shown(raw)}`);
    return { ...result, problems: problems.all };
  }

  const seen = new Map<string, string>();
  raw.forEach((item: unknown, i) => {
    const at = `${path}[${i}]`;
    const own = new ProblemList();
    checkName(nameOf(item), at, seen, own);
    if (isSwitchedOff(item)) {
      const name = readDisabled(item, at, context, own);
      if (name !== undefined) result.disabled.push(name);
    } else {
      const slo = readSlo(item, at, context, own);
      if (slo) result.slos.push(slo);
    }
    result.problems.push(...own.all);
  });
  return result;
}

function nameOf(item: unknown): unknown {
  return (item as { name?: unknown } | null | undefined)?.name;
}

function checkName(
  name: unknown,
  at: string,
  seen: Map<string, string>,
  problems: ProblemList,
) {
  if (typeof name !== 'string') return;
  const first = seen.get(name);
  if (first === undefined) seen.set(name, at);
  else {
    problems.error(
      `${at}.name`,
      `${shown(
        name,
      )} is the name of ${first} as well; give each SLO of an entity a name of its own`,
    );
  }
}

function isSwitchedOff(item: unknown): boolean {
  const disabled = (item as { disabled?: unknown } | null | undefined)
    ?.disabled;
  return disabled !== undefined && disabled !== null;
}

/** `{ name: x, disabled: true }`. @returns the name, or undefined after an error */
function readDisabled(
  item: unknown,
  at: string,
  context: SloContext,
  problems: ProblemList,
): string | undefined {
  const { name, disabled, ...others } = item as Record<string, unknown>;
  if (context.entityKind !== 'component') {
    return problems.error(
      `${at}.disabled`,
      'switches off a default of the config, which only a pipeline has; remove it',
    );
  }
  if (disabled !== true) {
    return problems.error(
      `${at}.disabled`,
      `must be true, got ${shown(
        disabled,
      )}; an SLO that counts has no such field`,
    );
  }
  const [other] = Object.keys(others);
  if (other !== undefined) {
    return problems.error(
      `${at}.${other}`,
      'stands beside disabled, which switches off the default of that name and takes no other field; remove one of the two',
    );
  }
  const read = required({ path: at, values: { name } }, 'name', NAME, problems);
  return problems.hasErrors ? undefined : read;
}
