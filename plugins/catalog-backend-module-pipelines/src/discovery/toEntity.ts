import {
  ANNOTATION_LOCATION,
  ANNOTATION_ORIGIN_LOCATION,
  CommonValidatorFunctions,
  type Entity,
} from '@backstage/catalog-model';
import {
  BINDING_ANNOTATIONS,
  DEMO_ANNOTATION,
  DISCOVERED_BY_ANNOTATION,
  type DiscoveredDefinition,
  TIERS,
  TECHNOLOGY_OF_TYPE,
  cronFault,
  isTimeZone,
} from '@sluice/plugin-pipelines-common';
import { sanitizeTags, tagValue } from './tags';

/**
 * The entity of a discovered pipeline.
 *
 * @param options - the definition, the entity's name, and the entity ref of its owner
 * @internal
 */
export function toEntity(options: {
  definition: DiscoveredDefinition;
  name: string;
  owner: string;
}): Entity {
  const { definition, name, owner } = options;
  const tags = definition.tags ?? [];
  const [source = 'unknown'] = [...definition.sources].sort();
  const url = httpUrl(definition.url);
  // The catalog wants to know where an entity comes from; nothing is ever read from there.
  const location = url ? `url:${url}` : `discovered:${source}`;

  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name,
      namespace: 'default',
      title: definition.title || definition.externalId || name,
      ...(definition.description && { description: definition.description }),
      annotations: {
        [ANNOTATION_LOCATION]: location,
        [ANNOTATION_ORIGIN_LOCATION]: location,
        [bindingAnnotation(definition)]: definition.externalId,
        [DISCOVERED_BY_ANNOTATION]: source,
        ...(definition.demo && { [DEMO_ANNOTATION]: 'true' }),
      },
      tags: sanitizeTags(tags),
      ...(url && { links: [{ url, title: `Open in ${source}` }] }),
    },
    spec: {
      type: definition.type,
      lifecycle: 'production',
      owner,
      ...tierOf(tags),
      ...domainOf(tags),
      ...scheduleOf(definition),
    },
  };
}

/** The annotation that binds an entity to this definition. @internal */
export function bindingAnnotation(
  definition: Pick<DiscoveredDefinition, 'type'>,
): string {
  return BINDING_ANNOTATIONS[TECHNOLOGY_OF_TYPE[definition.type]];
}

function httpUrl(value: string | undefined): string | undefined {
  return value !== undefined &&
    /^https?:\/\//i.test(value) &&
    CommonValidatorFunctions.isValidUrl(value)
    ? value
    : undefined;
}

function tierOf(tags: readonly string[]) {
  const tier = TIERS.find(known => String(known) === tagValue(tags, 'tier'));
  return tier && { tier };
}

function domainOf(tags: readonly string[]) {
  const domain = tagValue(tags, 'domain')?.toLocaleLowerCase('en-US');
  return domain && /^[a-z0-9]([a-z0-9._-]{0,61}[a-z0-9])?$/.test(domain)
    ? { domain }
    : undefined;
}

/** Sources also describe schedules in words, such as "on dataset s3://lake/orders": those are no schedule of a spec. */
function scheduleOf(
  definition: Pick<DiscoveredDefinition, 'schedule' | 'timezone'>,
) {
  const { schedule, timezone = 'UTC' } = definition;
  return schedule && cronFault(schedule) === undefined && isTimeZone(timezone)
    ? { schedule: { cron: schedule.trim(), timezone } }
    : undefined;
}
