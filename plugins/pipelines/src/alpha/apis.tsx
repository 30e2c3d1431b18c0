import {
  ApiBlueprint,
  discoveryApiRef,
  fetchApiRef,
} from '@backstage/frontend-plugin-api';
import { createPipelinesClient } from '@sluice/plugin-pipelines-common';
import { pipelinesApiRef } from '../api';

const pipelinesApi = ApiBlueprint.make({
  params: defineParams =>
    defineParams({
      api: pipelinesApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: deps => createPipelinesClient(deps),
    }),
});

export default [pipelinesApi];
