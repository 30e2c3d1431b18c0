import { createHash } from 'node:crypto';
import {
  type Entity,
  parseEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import {
  BINDING_ANNOTATIONS,
  DEMO_ANNOTATION,
  DISCOVERED_BY_ANNOTATION,
  DOCS_ANNOTATION,
  PIPELINE_TYPES,
  type PipelineType,
  RELEASE_UNIT_ANNOTATION,
  RUNBOOK_ANNOTATION,
  type Technology,
} from '@sluice/plugin-pipelines-common';

/** Stands for "no tier", after all tiers. @internal */
export const NO_TIER = 9;

/** The fields of an entity that a pipeline is made of. @internal */
export const ENTITY_FIELDS = [
  'kind',
  'metadata.name',
  'metadata.namespace',
  'metadata.uid',
  'metadata.title',
  'metadata.description',
  'metadata.annotations',
  'metadata.links',
  'spec.type',
  'spec.owner',
  'spec.system',
  'spec.domain',
  'spec.tier',
  'spec.lifecycle',
  'spec.classification',
];

/** What the fleet keeps of a pipeline from its entity. @internal */
export type EntityPipeline = {
  entityRef: string;
  uid: string | null;
  name: string;
  title: string | null;
  description: string | null;
  type: PipelineType;
  owner: string;
  /** "" where it has none, as of the next ones. */
  system: string;
  domain: string;
  tier: number;
  lifecycle: string;
  releaseUnit: string;
  demo: boolean;
  discovered: boolean;
  docs: string | null;
  runbook: string | null;
  locationRef: string | null;
  links: Array<{ title: string; url: string }>;
  classification: string[];
  searchText: string;
  sortName: string;
  /** What technologies call it. */
  externalIds: Array<{ technology: Technology; externalId: string }>;
};

/** Whether an entity is a pipeline. @internal */
export function isPipeline(entity: Entity): boolean {
  return (
    entity.kind.toLocaleLowerCase('en-US') === 'component' &&
    PIPELINE_TYPES.includes(entity.spec?.type as PipelineType)
  );
}

/**
 * A pipeline from its entity. Fields that don't hold what they should are left out: saying so is up to the catalog's processor.
 *
 * @param domainOfSystem - the domain of each system, by entity ref
 * @internal
 */
export function entityPipeline(
  entity: Entity,
  domainOfSystem: Map<string, string>,
): EntityPipeline {
  const { metadata, spec = {} } = entity;
  const annotations = metadata.annotations ?? {};
  const ref = (value: unknown, defaultKind: string) =>
    entityRef(value, defaultKind, metadata.namespace) ?? '';
  const system = ref(spec.system, 'System');
  const pipeline = {
    entityRef: stringifyEntityRef(entity),
    uid: metadata.uid ?? null,
    name: metadata.name,
    title: metadata.title ?? null,
    description: metadata.description ?? null,
    type: spec.type as PipelineType,
    owner: ref(spec.owner, 'Group'),
    system,
    domain: ref(spec.domain, 'Domain') || (domainOfSystem.get(system) ?? ''),
    tier: [1, 2, 3].includes(Number(spec.tier)) ? Number(spec.tier) : NO_TIER,
    lifecycle: text(spec.lifecycle).slice(0, 63),
    releaseUnit: annotations[RELEASE_UNIT_ANNOTATION] ?? metadata.name,
    demo: annotations[DEMO_ANNOTATION] === 'true',
    discovered: Boolean(annotations[DISCOVERED_BY_ANNOTATION]),
    docs: annotations[DOCS_ANNOTATION] ?? null,
    runbook: annotations[RUNBOOK_ANNOTATION] ?? null,
    locationRef:
      annotations['backstage.io/managed-by-location'] ??
      annotations['backstage.io/managed-by-origin-location'] ??
      null,
    links: (metadata.links ?? []).map(({ title, url }) => ({
      title: title ?? url,
      url,
    })),
    classification: classification(spec.classification),
    externalIds: Object.entries(BINDING_ANNOTATIONS).flatMap(
      ([technology, annotation]) =>
        annotations[annotation]
          ? {
              technology: technology as Technology,
              externalId: annotations[annotation],
            }
          : [],
    ),
  };
  return {
    ...pipeline,
    sortName: pipeline.name.toLocaleLowerCase('en-US'),
    searchText: [
      pipeline.name,
      pipeline.title,
      pipeline.description,
      pipeline.owner,
      pipeline.system,
      pipeline.domain,
      ...pipeline.externalIds.map(e => e.externalId),
    ]
      .filter(Boolean)
      .join('\n')
      .toLocaleLowerCase('en-US'),
  };
}

/** Tells whether an entity changed. @internal */
export function catalogHash(
  pipeline: EntityPipeline,
  problems: unknown[],
): string {
  return createHash('sha256')
    .update(JSON.stringify([pipeline, problems]))
    .digest('hex');
}

/** An entity ref in full, or undefined where there is none. @internal */
export function entityRef(
  value: unknown,
  defaultKind: string,
  defaultNamespace: string | undefined,
): string | undefined {
  if (typeof value !== 'string' || value === '') return undefined;
  try {
    return stringifyEntityRef(
      parseEntityRef(value, { defaultKind, defaultNamespace }),
    );
  } catch {
    return undefined;
  }
}

function classification(value: unknown): string[] {
  const values = Array.isArray(value) ? value : [value];
  const texts = values.map(text).filter(v => v !== '' && v.length <= 63);
  return [...new Set(texts)].sort();
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
