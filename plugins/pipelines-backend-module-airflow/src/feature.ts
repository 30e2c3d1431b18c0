import {
  coreServices,
  createBackendFeatureLoader,
} from '@backstage/backend-plugin-api';
import { readAirflowConfig } from './config';
import { pipelinesModuleAirflow } from './module';
import { pipelinesModuleAirflowPins } from './pinsModule';

/**
 * Reads runs and DAGs of each Airflow under `pipelines.airflow`, and, where one has `pins`, tells the git deployer what it makes of them.
 *
 * @public
 */
export const pipelinesAirflow = createBackendFeatureLoader({
  deps: { config: coreServices.rootConfig },
  *loader({ config }) {
    yield pipelinesModuleAirflow;
    if (readAirflowConfig(config).some(({ pins }) => pins.length > 0)) {
      yield pipelinesModuleAirflowPins;
    }
  },
});
