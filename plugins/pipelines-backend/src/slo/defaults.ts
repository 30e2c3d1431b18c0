import type { RootConfigService } from '@backstage/backend-plugin-api';
import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import {
  LIFECYCLES,
  PIPELINE_TYPES,
  type ReadSlos,
  type SloDefinition,
  TIERS,
  readSlos,
} from '@sluice/plugin-pipelines-common';

const KEY = 'pipelines.slos.defaults';

/**
 * SLOs that pipelines have without declaring them, and which pipelines these are. A list that is undefined takes all.
 *
 * @internal
 */
export type SloDefaults = {
  types?: string[];
  tiers?: number[];
  lifecycles?: string[];
  /** Those whose owner isn't given have none until a pipeline lends its own. */
  slos: SloDefinition[];
};

/** What decides on the defaults of a pipeline. @internal */
export type DefaultsSubject = {
  type: string;
  tier?: number;
  lifecycle?: string;
  /** Full entity ref. */
  owner?: string;
};

/**
 * Reads `pipelines.slos.defaults`.
 *
 * @param context - the calendars of the config, and the environment of an SLO that names none
 * @throws InputError that names the key and all that is wrong with it: here, unlike in the catalog, whoever starts the
 *   backend can correct it
 * @internal
 */
export function readSloDefaults(
  root: RootConfigService,
  context: { calendars: readonly string[]; productionEnvironment?: string },
): SloDefaults[] {
  const list = root.getOptionalConfigArray(KEY) ?? [];
  return list.map((config, i) => {
    const key = `${KEY}[${i}]`;
    return {
      types: readWords(config, key, 'types', PIPELINE_TYPES),
      tiers: readWords(config, key, 'tiers', TIERS),
      lifecycles: readWords(config, key, 'lifecycles', LIFECYCLES),
      slos: readList(config, key, context),
    };
  });
}

/**
 * The defaults that count for a pipeline.
 *
 * One that the pipeline declares under the same name takes the place of a default, and `{ name: x, disabled: true }`
 * switches it off. A declaration with an error does neither: losing a promise to a slip would go unnoticed, the
 * default doesn't. Where several entries have one of the same name, the first counts.
 *
 * @param declared - what {@link readSlos} made of the pipeline's own `spec.slos`
 * @returns definitions with the pipeline's owner, in the order of the config
 * @internal
 */
export function applicableDefaults(
  defaults: readonly SloDefaults[],
  pipeline: DefaultsSubject,
  declared: Pick<ReadSlos, 'slos' | 'disabled'>,
): SloDefinition[] {
  const taken = new Set([
    ...declared.slos.map(slo => slo.name),
    ...declared.disabled,
  ]);
  return defaults
    .filter(entry => applies(entry, pipeline))
    .flatMap(entry => entry.slos)
    .filter(({ name }) => {
      const isFree = !taken.has(name);
      taken.add(name);
      return isFree;
    })
    .map(slo =>
      slo.owner || !pipeline.owner ? slo : { ...slo, owner: pipeline.owner },
    );
}

function applies(
  { types, tiers, lifecycles }: SloDefaults,
  pipeline: DefaultsSubject,
): boolean {
  return (
    isAmong(types, pipeline.type) &&
    isAmong(tiers, pipeline.tier) &&
    isAmong(lifecycles, pipeline.lifecycle)
  );
}

function isAmong<T>(list: readonly T[] | undefined, value: T | undefined) {
  return !list || (value !== undefined && list.includes(value));
}

function readList(
  config: Config,
  key: string,
  context: { calendars: readonly string[]; productionEnvironment?: string },
): SloDefinition[] {
  const path = `${key}.slos`;
  const { slos, disabled, problems } = readSlos(config.get('slos'), {
    entityKind: 'component',
    path,
    ...context,
  });
  const errors = problems
    .filter(({ level }) => level === 'error')
    .map(({ message }) => message);
  if (disabled.length > 0) {
    errors.push(
      `${path}: ${disabled.join(
        ' and ',
      )} is disabled, which only a pipeline can say; remove it from the list`,
    );
  }
  if (errors.length > 0) throw new InputError(errors.join('\n'));
  return slos;
}

function readWords<T extends string | number>(
  config: Config,
  key: string,
  field: string,
  known: readonly T[],
): T[] | undefined {
  const words = config.getOptional(field);
  if (words === undefined) return undefined;
  if (!Array.isArray(words) || words.length === 0) {
    throw new InputError(
      `${key}.${field} is ${JSON.stringify(
        words,
      )}, but has to be a list of ${known.join(', ')}`,
    );
  }
  return words.map((word, i) => {
    const found = known.find(w => w === word);
    if (found !== undefined) return found;
    throw new InputError(
      `${key}.${field}[${i}] is ${JSON.stringify(
        word,
      )}, but has to be one of ${known.join(', ')}`,
    );
  });
}
