import type { RootConfigService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import type { EntityPipeline } from './entityPipeline';

const KEY = 'pipelines.lag.naming';
/** What the pattern has to capture: the name of the pipeline's entity. */
const PIPELINE = 'pipeline';
/** A pattern that captures this too tells entities of the same name in several namespaces apart. */
const NAMESPACE = 'namespace';

/**
 * Reads `pipelines.lag.naming`: patterns by which consumer groups are named after their pipelines.
 *
 * @returns the patterns, in the order in which they are tried
 * @throws InputError that names the key and what is wrong
 * @internal
 */
export function readNamingRules(root: RootConfigService): RegExp[] {
  const rules = root.getOptionalConfigArray(KEY) ?? [];
  return rules.map((rule, place) => {
    const key = `${KEY}[${place}].group`;
    const text = rule.getString('group');
    let pattern: RegExp;
    try {
      // A group matches as a whole: a rule that is meant for some must not take others by a part of their name.
      pattern = new RegExp(`^(?:${text})$`, 'u');
    } catch (error) {
      throw new InputError(
        `${key} is no regular expression: ${
          error instanceof Error ? error.message : error
        }`,
      );
    }
    if (!text.includes(`(?<${PIPELINE}>`)) {
      throw new InputError(
        `${key} is ${text}, but has to capture the name of the pipeline by (?<${PIPELINE}>…)`,
      );
    }
    return pattern;
  });
}

type Named = Pick<
  EntityPipeline,
  'entityRef' | 'name' | 'type' | 'discovered' | 'externalIds'
>;

/**
 * Adds to each pipeline the consumer groups that are its own by a naming rule. An annotation goes first: a group that one names is left
 * alone, and so is a pipeline that has one. A name that several pipelines have says nothing.
 *
 * @param groups - consumer groups of all clusters
 * @param rules - the first that matches a group decides
 * @returns the pipelines, with those groups among their external ids
 * @internal
 */
export function withNamedGroups<T extends Named>(
  pipelines: readonly T[],
  groups: readonly string[],
  rules: readonly RegExp[],
): T[] {
  if (rules.length === 0) return [...pipelines];
  const groupsOf = (pipeline: Named) =>
    pipeline.externalIds.filter(({ technology }) => technology === 'kafka');
  const declared = pipelines.filter(({ discovered }) => !discovered);
  const annotated = new Set(
    declared.flatMap(groupsOf).map(({ externalId }) => externalId),
  );
  const open = declared.filter(
    pipeline =>
      pipeline.type === 'kafka-consumer' && groupsOf(pipeline).length === 0,
  );
  const found = new Map<string, string[]>();
  for (const group of groups) {
    if (annotated.has(group)) continue;
    const named = rules
      .map(rule => rule.exec(group)?.groups)
      .find(match => match?.[PIPELINE]);
    if (!named) continue;
    const namespace = named[NAMESPACE]?.toLocaleLowerCase('en-US');
    const same = open.filter(
      ({ entityRef, name }) =>
        name === named[PIPELINE] &&
        (namespace === undefined || entityRef.includes(`:${namespace}/`)),
    );
    if (same.length !== 1) continue;
    const [{ entityRef }] = same;
    found.set(entityRef, [...(found.get(entityRef) ?? []), group]);
  }
  return pipelines.map(pipeline => {
    const named = found.get(pipeline.entityRef) ?? [];
    if (named.length === 0) return pipeline;
    const more = named.map(externalId => ({
      technology: 'kafka' as const,
      externalId,
    }));
    return { ...pipeline, externalIds: [...pipeline.externalIds, ...more] };
  });
}
