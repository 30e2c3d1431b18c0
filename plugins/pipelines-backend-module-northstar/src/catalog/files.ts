import type { Entity } from '@backstage/catalog-model';
import { stringify } from 'yaml';
import {
  DOMAINS,
  PIPELINES,
  datasetsOf,
  type DatasetKey,
  type NorthstarPipeline,
} from '../fleet';
import {
  datasetEntity,
  domainEntities,
  organisationEntities,
  pipelineEntity,
} from './entities';
import { pipelinePage, runbookPage } from './pages';

const HEADER = [
  '# Generated from plugins/pipelines-backend-module-northstar/src/fleet by `yarn generate-catalog` there.',
  '# Demo data: Northstar Retail does not exist.',
].join('\n');

function multiDocument(entities: Entity[]): string {
  const documents = entities.map(entity =>
    // Short lines and single quotes are what prettier would make of it.
    stringify(entity, {
      lineWidth: 0,
      singleQuote: true,
      // 06:00 is a number to those who read YAML 1.1.
      compat: 'yaml-1.1',
    }),
  );
  return `${HEADER}\n${documents.join('---\n')}`;
}

/**
 * The catalog of Northstar as files: path below `catalog/` to content. A file a domain, so that the catalog reads ten
 * files and not six hundred.
 *
 * @internal
 */
export function catalogFiles(): Map<string, string> {
  const files = new Map<string, string>();
  const datasets = datasetsOf(PIPELINES);
  const readers = new Map<DatasetKey, NorthstarPipeline[]>();
  for (const pipeline of PIPELINES) {
    for (const key of pipeline.reads) {
      readers.set(key, [...(readers.get(key) ?? []), pipeline]);
    }
  }
  const index = { datasets: new Map(datasets.map(d => [d.key, d])), readers };

  const targets = ['organisation', ...DOMAINS.map(domain => domain.name)];
  files.set(
    'all.yaml',
    multiDocument([
      {
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'Location',
        metadata: {
          name: 'northstar',
          description: 'The embedded demo fleet of Northstar Retail',
        },
        spec: {
          type: 'file',
          targets: targets.map(name => `./northstar/${name}.yaml`),
        },
      },
    ]),
  );
  files.set(
    'northstar/organisation.yaml',
    multiDocument(organisationEntities()),
  );

  for (const domain of DOMAINS) {
    const systems = new Set(domain.systems.map(system => system.name));
    const members = PIPELINES.filter(p => p.domain === domain.name);
    files.set(
      `northstar/${domain.name}.yaml`,
      multiDocument([
        ...domainEntities(domain),
        ...members.map(pipelineEntity),
        ...datasets
          .filter(d => systems.has(d.system))
          .map(d =>
            datasetEntity(
              d,
              PIPELINES.find(p => p.name === d.writtenBy),
            ),
          ),
      ]),
    );
    for (const system of domain.systems) {
      files.set(
        `northstar/runbooks/${system.name}.md`,
        runbookPage({
          domain,
          system,
          pipelines: members.filter(p => p.system === system.name),
        }),
      );
    }
    for (const pipeline of members) {
      files.set(
        `northstar/docs/${pipeline.name}.md`,
        pipelinePage(pipeline, index),
      );
    }
  }
  return files;
}
