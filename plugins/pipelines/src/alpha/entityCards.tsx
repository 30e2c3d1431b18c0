import type { ExtensionDefinition } from '@backstage/frontend-plugin-api';
import { useEntity } from '@backstage/plugin-catalog-react';
import { EntityCardBlueprint } from '@backstage/plugin-catalog-react/alpha';
import { withPipelinesQueries } from '../api';
import { isPipeline, refOf } from '../pipeline/isPipeline';

/**
 * The overview as a card, for apps with an overview layout of their own. Off by default: our layout already shows it.
 */
const overview = EntityCardBlueprint.make({
  name: 'overview',
  disabled: true,
  params: {
    type: 'content',
    filter: isPipeline,
    loader: () =>
      import('../components/PipelineOverview').then(m => {
        const Card = () => <m.PipelineOverview entity={useEntity().entity} />;
        return withPipelinesQueries(<Card />);
      }),
  },
});

/** Level and what is missing for the next one, for apps with an overview layout of their own. Off by default, as above. */
const scorecards = EntityCardBlueprint.make({
  name: 'scorecards',
  disabled: true,
  params: {
    type: 'content',
    filter: isPipeline,
    loader: () =>
      import('../components/ScorecardCard').then(m => {
        const Card = () => (
          <m.ScorecardCard entityRef={refOf(useEntity().entity)} />
        );
        return withPipelinesQueries(<Card />);
      }),
  },
});

const extensions: ExtensionDefinition[] = [overview, scorecards];

export default extensions;
