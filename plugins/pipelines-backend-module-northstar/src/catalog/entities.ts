import type { Entity } from '@backstage/catalog-model';
import {
  DEMO_ANNOTATION,
  DOCS_ANNOTATION,
  PERSONA_ANNOTATION,
  RELEASE_UNIT_ANNOTATION,
  ROLE_ANNOTATION,
  RUNBOOK_ANNOTATION,
} from '@sluice/plugin-pipelines-common';
import {
  GROUPS,
  PEOPLE,
  datasetName,
  type DomainEntry,
  type NorthstarDataset,
  type NorthstarPipeline,
} from '../fleet';
import { domainSlos, pipelineSlos } from './slos';
import { bindingOf, datasetBindingOf, linkOf } from './technologies';

const demo = { [DEMO_ANNOTATION]: 'true' };
const group = (name: string) => `group:default/${name}`;

/** The entity of a pipeline. @internal */
export function pipelineEntity(pipeline: NorthstarPipeline): Entity {
  const { name, releaseUnit, classification, schedule } = pipeline;
  const slos = pipelineSlos(pipeline);
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name,
      description: `${pipeline.does}.`,
      annotations: {
        ...bindingOf(pipeline),
        ...(releaseUnit && { [RELEASE_UNIT_ANNOTATION]: releaseUnit }),
        [DOCS_ANNOTATION]: `./docs/${name}.md`,
        [RUNBOOK_ANNOTATION]: `./runbooks/${pipeline.system}.md`,
        ...demo,
      },
      tags: [pipeline.domain, ...classification, ...pipeline.tags],
      links: [linkOf(pipeline)],
    },
    spec: {
      type: pipeline.type,
      lifecycle: pipeline.lifecycle,
      owner: group(pipeline.owner),
      system: pipeline.system,
      tier: pipeline.tier,
      ...(classification.length > 0 && { classification }),
      ...(schedule && { schedule }),
      dependsOn: pipeline.reads.map(
        key => `resource:default/${datasetName(key)}`,
      ),
      ...(slos.length > 0 && { slos }),
    },
  };
}

/** The entity of a dataset. @param writer - the pipeline that writes it @internal */
export function datasetEntity(
  dataset: NorthstarDataset,
  writer: NorthstarPipeline | undefined,
): Entity {
  const { name, title, writtenBy } = dataset;
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Resource',
    metadata: {
      name,
      ...(title !== name && { title }),
      description: `${dataset.description}.`,
      annotations: { ...datasetBindingOf(dataset, writer), ...demo },
    },
    spec: {
      type: dataset.type,
      owner: group(dataset.owner),
      system: dataset.system,
      ...(writtenBy && { dependsOn: [`component:default/${writtenBy}`] }),
    },
  };
}

/** The entities of a domain and its systems. @internal */
export function domainEntities(domain: DomainEntry): Entity[] {
  const { name, title, description, owner } = domain;
  return [
    {
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Domain',
      metadata: { name, title, description, annotations: demo },
      spec: { owner: group(owner), slos: domainSlos(domain) },
    },
    ...domain.systems.map(system => ({
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'System',
      metadata: {
        name: system.name,
        title: system.title,
        description: system.description,
        annotations: {
          [RUNBOOK_ANNOTATION]: `./runbooks/${system.name}.md`,
          ...demo,
        },
      },
      spec: { owner: group(owner), domain: name },
    })),
  ];
}

/** The entities of teams and people. @internal */
export function organisationEntities(): Entity[] {
  const [company, ...teams] = GROUPS;
  return [
    ...[company, ...teams].map(({ name, type, title, description }) => ({
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Group',
      metadata: { name, title, description, annotations: demo },
      spec: {
        type,
        profile: { displayName: title },
        ...(name !== company.name && { parent: company.name }),
        children: name === company.name ? teams.map(team => team.name) : [],
      },
    })),
    ...PEOPLE.map(person => ({
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'User',
      metadata: {
        name: person.name,
        title: person.displayName,
        description: person.description,
        annotations: {
          [PERSONA_ANNOTATION]: 'true',
          [ROLE_ANNOTATION]: person.role,
          ...demo,
        },
      },
      spec: {
        profile: {
          displayName: person.displayName,
          email: `${person.name}@northstar.example`,
        },
        memberOf: [person.group],
      },
    })),
  ];
}
