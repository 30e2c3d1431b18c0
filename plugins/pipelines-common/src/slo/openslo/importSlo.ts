import { parseEntityRef } from '@backstage/catalog-model';
import { nearest } from '../../validation/nearest';
import { either, shown } from '../../validation/problem';
import { SLO_KINDS, type SloKind } from '../definition';
import type { ProblemList } from '../reading/ProblemList';
import { type SloContext, readSlos } from '../readSlos';
import {
  BLOCK_ANNOTATIONS,
  COMMON_ANNOTATIONS,
  ENTITY_ANNOTATION,
  OPEN_SLO_ANNOTATION_PREFIX,
} from './document';
import { type Fields, fieldsOf, isFields, others } from './foreign';
import type { ImportedSlo } from './fromOpenSlo';
import { KIND_AT, importIndicator, missingKind } from './importIndicator';
import { importObjective } from './importObjective';
import { importWindow } from './importWindow';

const ENTITY_KINDS = ['component', 'system', 'domain', 'group'] as const;
const SPEC_FIELDS = [
  'description',
  'service',
  'indicator',
  'indicatorRef',
  'timeWindow',
  'budgetingMethod',
  'objectives',
];

/**
 * One document of kind SLO: put into the YAML form, read as that, its problems told by the places of the document.
 *
 * @returns undefined after a problem
 * @internal
 */
export function importSlo(
  document: Fields,
  indicators: ReadonlyMap<string, unknown>,
  context: Partial<SloContext>,
  problems: ProblemList,
): ImportedSlo | undefined {
  const { path, values } = document;
  const metadata = fieldsOf(values.metadata, `${path}.metadata`, problems);
  const spec = fieldsOf(values.spec, `${path}.spec`, problems);
  if (!metadata || !spec) return undefined;
  const annotations = isFields(metadata.values.annotations)
    ? metadata.values.annotations
    : {};

  const counting = importIndicator(spec, indicators, problems);
  if (!counting) return undefined;
  const isSliced = counting.method === 'Timeslices';
  const kind = kindOf(annotations, isSliced, path, problems);
  const window = importWindow(spec, problems);
  const objective = importObjective(spec, isSliced, problems);
  const entity = entityOf(annotations, path, context, problems);
  if (!kind || !window || !objective || !entity) return undefined;

  const own = ownAnnotations(kind);
  const lostAnnotations = checkAnnotations(
    annotations,
    own,
    kind,
    path,
    problems,
  );
  const block = Object.fromEntries(
    Object.entries(BLOCK_ANNOTATIONS[kind])
      .map(([field, annotation]) => [field, annotations[annotation]])
      .filter(([, value]) => value !== undefined),
  );
  const { slos, problems: found } = readSlos(
    [
      {
        name: metadata.values.name,
        kind,
        title: metadata.values.displayName,
        description: spec.values.description,
        target: objective.target,
        window: window.window,
        owner: annotations[COMMON_ANNOTATIONS.owner],
        environment: annotations[COMMON_ANNOTATIONS.environment],
        selector: parseSelector(annotations[COMMON_ANNOTATIONS.selector]),
        [kind]: { ...block, ...objective.freshness },
      },
    ],
    { ...context, entityKind: entity.kind, path: 'slo' },
  );
  for (const { level, path: at, message } of found) {
    const place = `${path}.${placeOf(
      at,
      kind,
      objective.targetAt.slice(path.length + 1),
    )}`;
    const text = message.slice(at.length + 2);
    if (level === 'error') problems.error(place, text);
    else problems.warn(place, text);
  }
  if (slos.length === 0) return undefined;
  return {
    slo: slos[0],
    service: String(spec.values.service ?? ''),
    ...(entity.ref !== undefined && { entityRef: entity.ref }),
    lost: [
      ...others(document, ['apiVersion', 'kind', 'metadata', 'spec']),
      ...others(metadata, ['name', 'displayName', 'annotations']),
      ...lostAnnotations,
      ...others(spec, SPEC_FIELDS),
      ...(counting.foreignAt ? [counting.foreignAt] : []),
      ...window.lost,
      ...objective.lost,
    ],
  };
}

function kindOf(
  annotations: Fields['values'],
  isSliced: boolean,
  path: string,
  problems: ProblemList,
): SloKind | undefined {
  const value = annotations[COMMON_ANNOTATIONS.kind];
  const at = `${path}.${KIND_AT}`;
  if (value === undefined) {
    return isSliced ? 'freshness' : problems.error(at, missingKind());
  }
  const kind = SLO_KINDS.find(k => k === value);
  if (!kind) {
    return problems.error(
      at,
      `must be ${either(SLO_KINDS)}, got ${shown(value)}`,
    );
  }
  if ((kind === 'freshness') !== isSliced) {
    return problems.error(
      at,
      `is ${kind}, which needs the budgetingMethod ${
        isSliced ? 'Occurrences' : 'Timeslices'
      }`,
    );
  }
  return kind;
}

function entityOf(
  annotations: Fields['values'],
  path: string,
  context: Partial<SloContext>,
  problems: ProblemList,
): { kind: SloContext['entityKind']; ref?: string } | undefined {
  const ref = annotations[ENTITY_ANNOTATION];
  if (ref === undefined) return { kind: context.entityKind ?? 'component' };
  let kind: SloContext['entityKind'] | undefined;
  try {
    const parsed = parseEntityRef(ref as string);
    kind = ENTITY_KINDS.find(k => k === parsed.kind.toLocaleLowerCase('en-US'));
  } catch {
    // reported below
  }
  return kind
    ? { kind, ref: ref as string }
    : problems.error(
        `${path}.metadata.annotations.${ENTITY_ANNOTATION}`,
        `must be the full ref of a Component, System, Domain or Group, got ${shown(
          ref,
        )}`,
      );
}

function ownAnnotations(kind: SloKind): string[] {
  return [
    ENTITY_ANNOTATION,
    ...Object.values(COMMON_ANNOTATIONS),
    ...Object.values(BLOCK_ANNOTATIONS[kind]),
  ];
}

/** @returns paths of the annotations of others; one of ours that this kind doesn't have is a problem */
function checkAnnotations(
  annotations: Fields['values'],
  own: readonly string[],
  kind: SloKind,
  path: string,
  problems: ProblemList,
): string[] {
  return Object.keys(annotations)
    .filter(name => !own.includes(name))
    .flatMap(name => {
      const at = `${path}.metadata.annotations.${name}`;
      if (!name.startsWith(OPEN_SLO_ANNOTATION_PREFIX)) return [at];
      const meant = nearest(name, own);
      problems.error(
        at,
        `is not an annotation of an SLO of kind ${kind}; ${
          meant ? `did you mean ${meant}?` : `known are ${either(own)}`
        }`,
      );
      return [];
    });
}

function parseSelector(text: unknown): unknown {
  if (typeof text !== 'string') return text;
  try {
    return JSON.parse(text);
  } catch {
    // Not a mapping, which the reader says better.
    return text;
  }
}

/** Where in the document a field of the YAML form stands. */
function placeOf(at: string, kind: SloKind, targetAt: string): string {
  const field = at.replace(/^slo\[0\]\.?/, '');
  const annotation = (name: string) => `metadata.annotations.${name}`;
  const places: Record<string, string> = {
    name: 'metadata.name',
    title: 'metadata.displayName',
    description: 'spec.description',
    target: targetAt,
    'window.rolling': 'spec.timeWindow[0].duration',
    'window.timezone': 'spec.timeWindow[0].calendar.timeZone',
    'freshness.max': 'spec.objectives[0].value',
    'freshness.slice': 'spec.objectives[0].timeSliceWindow',
    ...Object.fromEntries(
      Object.entries(COMMON_ANNOTATIONS).map(([f, a]) => [f, annotation(a)]),
    ),
    ...Object.fromEntries(
      Object.entries(BLOCK_ANNOTATIONS[kind]).map(([f, a]) => [
        `${kind}.${f}`,
        annotation(a),
      ]),
    ),
  };
  if (field.startsWith('selector'))
    return annotation(COMMON_ANNOTATIONS.selector);
  return places[field] ?? field;
}
