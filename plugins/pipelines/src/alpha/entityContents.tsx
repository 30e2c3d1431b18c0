import type { ReactElement } from 'react';
import type { Entity } from '@backstage/catalog-model';
import type { ExtensionDefinition } from '@backstage/frontend-plugin-api';
import { useEntity } from '@backstage/plugin-catalog-react';
import {
  EntityContentBlueprint,
  EntityContentLayoutBlueprint,
  EntityHeaderLayoutBlueprint,
} from '@backstage/plugin-catalog-react/alpha';
import { withPipelinesQueries } from '../api';
import { isConsumer, isOwnerGroup, isPipeline } from '../pipeline/isPipeline';

/** Hands the entity of the page to a part of it. */
const WithEntity = (props: { show: (entity: Entity) => ReactElement }) =>
  props.show(useEntity().entity);

const header = EntityHeaderLayoutBlueprint.make({
  name: 'pipeline',
  params: {
    filter: isPipeline,
    loader: () =>
      import('../components/PipelineHeader').then(m => m.PipelineHeader),
  },
});

const overview = EntityContentLayoutBlueprint.make({
  name: 'pipeline',
  params: {
    filter: isPipeline,
    loader: () =>
      import('../components/PipelineLayout').then(m => m.PipelineLayout),
  },
});

const runs = EntityContentBlueprint.make({
  name: 'runs',
  params: {
    path: '/runs',
    title: 'Runs',
    filter: isPipeline,
    loader: () =>
      import('../components/RunsPage').then(m =>
        withPipelinesQueries(
          <WithEntity show={entity => <m.RunsPage entity={entity} />} />,
        ),
      ),
  },
});

const freshness = EntityContentBlueprint.make({
  name: 'freshness',
  params: {
    path: '/freshness',
    title: 'Freshness',
    filter: isPipeline,
    loader: () =>
      import('../components/FreshnessPage').then(m =>
        withPipelinesQueries(
          <WithEntity show={entity => <m.FreshnessPage entity={entity} />} />,
        ),
      ),
  },
});

const lag = EntityContentBlueprint.make({
  name: 'lag',
  params: {
    path: '/lag',
    title: 'Lag',
    filter: isConsumer,
    loader: () =>
      import('../components/LagPage').then(m =>
        withPipelinesQueries(
          <WithEntity show={entity => <m.LagPage entity={entity} />} />,
        ),
      ),
  },
});

const releases = EntityContentBlueprint.make({
  name: 'releases',
  params: {
    path: '/releases',
    title: 'Releases',
    filter: isPipeline,
    loader: () =>
      import('../components/ReleaseHistoryPage').then(m =>
        withPipelinesQueries(
          <WithEntity
            show={entity => <m.ReleaseHistoryPage entity={entity} />}
          />,
        ),
      ),
  },
});

const lineage = EntityContentBlueprint.make({
  name: 'lineage',
  params: {
    path: '/lineage',
    title: 'Lineage',
    filter: isPipeline,
    loader: () =>
      import('../components/LineagePage').then(m =>
        withPipelinesQueries(
          <WithEntity show={entity => <m.LineagePage entity={entity} />} />,
        ),
      ),
  },
});

const docs = EntityContentBlueprint.make({
  name: 'docs',
  params: {
    // Not /docs: that is where TechDocs stands, which may be installed beside.
    path: '/pipeline-docs',
    title: 'Docs',
    filter: isPipeline,
    loader: () =>
      import('../components/DocsPage').then(m =>
        withPipelinesQueries(
          <WithEntity show={entity => <m.DocsPage entity={entity} />} />,
        ),
      ),
  },
});

/** Of a group: where its pipelines stand. */
const scorecards = EntityContentBlueprint.make({
  name: 'scorecards',
  params: {
    path: '/scorecards',
    title: 'Scorecards',
    filter: isOwnerGroup,
    loader: () =>
      import('../components/OwnerScorecards').then(m =>
        withPipelinesQueries(
          <WithEntity show={entity => <m.OwnerScorecards entity={entity} />} />,
        ),
      ),
  },
});

const extensions: ExtensionDefinition[] = [
  header,
  overview,
  freshness,
  lag,
  runs,
  releases,
  lineage,
  docs,
  scorecards,
];

export default extensions;
