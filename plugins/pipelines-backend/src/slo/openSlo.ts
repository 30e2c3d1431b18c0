import { InputError } from '@backstage/errors';
import {
  fromOpenSlo,
  type OpenSloImport,
  toOpenSlo,
} from '@sluice/plugin-pipelines-common';
import { parseAllDocuments, stringify } from 'yaml';
import type { SloRecord } from './sloRecords';
import { sloYaml, YAML_FOR_OTHERS } from './sloYaml';

/** An SLO as an OpenSLO v1 document. @internal */
export function writeOpenSlo(
  slo: Pick<SloRecord, 'definition' | 'entityRef' | 'owner'>,
): string {
  const definition = { ...slo.definition, owner: slo.owner };
  return stringify(
    toOpenSlo(definition, { entityRef: slo.entityRef }),
    YAML_FOR_OTHERS,
  );
}

/**
 * Reads OpenSLO v1 documents.
 *
 * @throws InputError with line and column if it is no YAML, or none that is safe to read
 * @internal
 */
export function readOpenSlo(
  text: string,
  context: { calendars: readonly string[] },
): OpenSloImport {
  const documents = parseAllDocuments(text, { uniqueKeys: true });
  const parsed = [...documents].map(document => {
    const [error] = document.errors;
    if (error) throw new InputError(`Not YAML: ${error.message}`);
    try {
      // Aliases can make a small file endless.
      return document.toJS({ maxAliasCount: 20 });
    } catch (cause) {
      throw new InputError(`Not read: ${(cause as Error).message}`);
    }
  });
  const { problems, slos } = fromOpenSlo(parsed, context);
  return {
    problems,
    slos: slos.map(({ entityRef, lost, service, slo }) => ({
      entityRef,
      lost,
      service,
      yaml: sloYaml(slo),
    })),
  };
}
