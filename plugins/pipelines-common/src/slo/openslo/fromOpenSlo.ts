import type { EntityProblem } from '../../validation/problem';
import { either, shown } from '../../validation/problem';
import type { SloDefinition } from '../definition';
import { ProblemList } from '../reading/ProblemList';
import type { SloContext } from '../readSlos';
import { OPEN_SLO_VERSION } from './document';
import { type Fields, isFields } from './foreign';
import { importSlo } from './importSlo';

/**
 * One SLO that came from OpenSLO.
 *
 * @public
 */
export type ImportedSlo = {
  slo: SloDefinition;
  /** `spec.service`: what the other tool calls the thing that promises. */
  service: string;
  /** The entity that the document names, if Sluice wrote it. */
  entityRef?: string;
  /** Paths of what the document says and the definition doesn't, for the importer to show. */
  lost: string[];
};

/**
 * What came of importing OpenSLO documents.
 *
 * @public
 */
export type ImportedSlos = {
  /** Those without an error, in the order of the documents. */
  slos: ImportedSlo[];
  /** What is wrong, with paths such as `documents[0].spec.timeWindow`. A document with an `error` is left out. */
  problems: EntityProblem[];
};

/** Objects of OpenSLO beside SLO and SLI. */
const OTHER_KINDS = [
  'DataSource',
  'AlertPolicy',
  'AlertCondition',
  'AlertNotificationTarget',
  'Service',
];

/**
 * Reads SLOs from OpenSLO v1.
 *
 * - Kept: name, displayName, description, target, the one time window, threshold and slices of a `Timeslices` SLO,
 *   `spec.service` (beside the definition), and the annotations `sluice.dev/slo-*`.
 * - Lost, and named in `lost`: a query of another tool (Sluice counts by itself), labels, annotations of others,
 *   alertPolicies, a timeSliceTarget other than 1, `lte` (read as `lt`), and any field that OpenSLO doesn't know.
 * - Refused: other versions, several time windows or objectives, composite objectives, `ratioMetric.raw`,
 *   `RatioTimeslices`, fiscal months and quarters.
 *
 * Without our annotations `Timeslices` over a `thresholdMetric` become freshness, the value counting as seconds;
 * `Occurrences` say too little, and the problem names the annotations that are missing. SLIs among the documents resolve
 * `indicatorRef`; other objects get a warning. Never throws.
 *
 * @param documents - parsed YAML documents
 * @param context - as for {@link readSlos}; the kind of the entity counts where the document names none, component unless told
 * @see https://github.com/OpenSLO/OpenSLO
 * @public
 */
export function fromOpenSlo(
  documents: readonly unknown[],
  context: Partial<Omit<SloContext, 'path'>> = {},
): ImportedSlos {
  const result: ImportedSlos = { slos: [], problems: [] };
  const indicators = indicatorsOf(documents);
  documents.forEach((document, i) => {
    const problems = new ProblemList();
    const path = `documents[${i}]`;
    if (isSlo(document, path, problems)) {
      const slo = importSlo(
        { path, values: document },
        indicators,
        context,
        problems,
      );
      if (slo && !problems.hasErrors) result.slos.push(slo);
    }
    result.problems.push(...problems.all);
  });
  return result;
}

function indicatorsOf(documents: readonly unknown[]): Map<string, unknown> {
  const indicators = new Map<string, unknown>();
  for (const document of documents) {
    if (isFields(document) && document.kind === 'SLI') {
      const { metadata } = document;
      if (isFields(metadata) && typeof metadata.name === 'string') {
        indicators.set(metadata.name, document);
      }
    }
  }
  return indicators;
}

function isSlo(
  document: unknown,
  path: string,
  problems: ProblemList,
): document is Fields['values'] {
  if (!isFields(document)) {
    problems.error(path, `must be an OpenSLO object, got ${shown(document)}`);
    return false;
  }
  const { apiVersion, kind } = document;
  if (apiVersion !== OPEN_SLO_VERSION) {
    problems.error(
      `${path}.apiVersion`,
      `must be ${OPEN_SLO_VERSION}, got ${shown(apiVersion)}${
        /^openslo(\.com)?\//.test(String(apiVersion))
          ? '; other versions of OpenSLO are not read, convert it first'
          : ''
      }`,
    );
    return false;
  }
  if (kind === 'SLO') return true;
  if (OTHER_KINDS.includes(kind as string)) {
    problems.warn(path, `is left out: Sluice has no use for the kind ${kind}`);
  } else if (kind !== 'SLI') {
    problems.error(
      `${path}.kind`,
      `must be ${either(['SLO', 'SLI', ...OTHER_KINDS])}, got ${shown(kind)}`,
    );
  }
  return false;
}
