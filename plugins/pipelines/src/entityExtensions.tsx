import type { ComponentType } from 'react';
import type { Entity } from '@backstage/catalog-model';
import { createComponentExtension } from '@backstage/core-plugin-api';
import { useEntity } from '@backstage/plugin-catalog-react';
import { PipelinesQueryProvider } from './api';
import { refOf } from './pipeline/isPipeline';
import { pipelinesPlugin } from './plugin';

/** A part of the entity page: it takes the entity from the page, and brings the query cache. */
const onEntityPage = (Part: ComponentType<{ entity: Entity }>) => () => {
  const { entity } = useEntity();
  return (
    <PipelinesQueryProvider>
      <Part entity={entity} />
    </PipelinesQueryProvider>
  );
};

/**
 * How a pipeline stands, its last runs, environments and facts: the content of an overview tab, or a card of full width.
 *
 * @public
 */
export const EntityPipelineOverviewCard = pipelinesPlugin.provide(
  createComponentExtension({
    name: 'EntityPipelineOverviewCard',
    component: {
      lazy: () =>
        import('./components/PipelineOverview').then(m =>
          onEntityPage(m.PipelineOverview),
        ),
    },
  }),
);

/**
 * The history of a pipeline. Mount it at `/runs`, where the overview links to:
 * `<EntityLayout.Route path="/runs" title="Runs"><EntityPipelineRunsContent /></EntityLayout.Route>`.
 *
 * @public
 */
export const EntityPipelineRunsContent = pipelinesPlugin.provide(
  createComponentExtension({
    name: 'EntityPipelineRunsContent',
    component: {
      lazy: () =>
        import('./components/RunsPage').then(m => onEntityPage(m.RunsPage)),
    },
  }),
);

/**
 * Whether a pipeline keeps its promises. Mount it at `/freshness`, where the overview links to:
 * `<EntityLayout.Route path="/freshness" title="Freshness"><EntityPipelineFreshnessContent /></EntityLayout.Route>`.
 *
 * @public
 */
export const EntityPipelineFreshnessContent = pipelinesPlugin.provide(
  createComponentExtension({
    name: 'EntityPipelineFreshnessContent',
    component: {
      lazy: () =>
        import('./components/FreshnessPage').then(m =>
          onEntityPage(m.FreshnessPage),
        ),
    },
  }),
);

/**
 * How far a consumer is behind. Mount it at `/lag`:
 * `<EntityLayout.Route path="/lag" title="Lag" if={isConsumer}><EntityPipelineLagContent /></EntityLayout.Route>`.
 *
 * @public
 */
export const EntityPipelineLagContent = pipelinesPlugin.provide(
  createComponentExtension({
    name: 'EntityPipelineLagContent',
    component: {
      lazy: () =>
        import('./components/LagPage').then(m => onEntityPage(m.LagPage)),
    },
  }),
);

/**
 * What was released of a pipeline, by environment. Mount it at `/releases`.
 *
 * @public
 */
export const EntityPipelineReleasesContent = pipelinesPlugin.provide(
  createComponentExtension({
    name: 'EntityPipelineReleasesContent',
    component: {
      lazy: () =>
        import('./components/ReleaseHistoryPage').then(m =>
          onEntityPage(m.ReleaseHistoryPage),
        ),
    },
  }),
);

/**
 * What a pipeline reads and feeds, some steps to each side.
 *
 * @public
 */
export const EntityPipelineLineageContent = pipelinesPlugin.provide(
  createComponentExtension({
    name: 'EntityPipelineLineageContent',
    component: {
      lazy: () =>
        import('./components/LineagePage').then(m =>
          onEntityPage(m.LineagePage),
        ),
    },
  }),
);

/**
 * The docs and the runbook that a pipeline's entity names.
 *
 * @public
 */
export const EntityPipelineDocsContent = pipelinesPlugin.provide(
  createComponentExtension({
    name: 'EntityPipelineDocsContent',
    component: {
      lazy: () =>
        import('./components/DocsPage').then(m => onEntityPage(m.DocsPage)),
    },
  }),
);

/**
 * Where a pipeline stands on each scorecard, and what is missing for the next level: a card.
 *
 * @public
 */
export const EntityPipelineScorecardsCard = pipelinesPlugin.provide(
  createComponentExtension({
    name: 'EntityPipelineScorecardsCard',
    component: {
      lazy: () =>
        import('./components/ScorecardCard').then(m =>
          onEntityPage(({ entity }) => (
            <m.ScorecardCard entityRef={refOf(entity)} />
          )),
        ),
    },
  }),
);

/**
 * Where the pipelines of a group stand. Mount it at `/scorecards` of groups:
 * `<EntityLayout.Route path="/scorecards" title="Scorecards"><EntityOwnerScorecardsContent /></EntityLayout.Route>`.
 *
 * @public
 */
export const EntityOwnerScorecardsContent = pipelinesPlugin.provide(
  createComponentExtension({
    name: 'EntityOwnerScorecardsContent',
    component: {
      lazy: () =>
        import('./components/OwnerScorecards').then(m =>
          onEntityPage(m.OwnerScorecards),
        ),
    },
  }),
);
