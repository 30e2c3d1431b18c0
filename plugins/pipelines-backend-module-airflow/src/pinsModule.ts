import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { pipelinesGitExtensionPoint } from '@sluice/plugin-pipelines-node';
import { AirflowConnection } from './AirflowConnection';
import { AirflowPinProbe } from './AirflowPinProbe';
import { readAirflowConfig } from './config';

/**
 * Tells the git deployer what the Airflows under `pipelines.airflow` make of the pins that they read. A module of its own, for it needs the git
 * module, which whoever only wants to look at runs doesn't have.
 *
 * @internal
 */
export const pipelinesModuleAirflowPins = createBackendModule({
  pluginId: 'pipelines',
  moduleId: 'airflow-pins',
  register(reg) {
    reg.registerInit({
      deps: {
        config: coreServices.rootConfig,
        git: pipelinesGitExtensionPoint,
        lifecycle: coreServices.lifecycle,
      },
      async init({ config, git, lifecycle }) {
        const readers = readAirflowConfig(config)
          .filter(({ pins }) => pins.length > 0)
          .map(instance => ({
            instance,
            connection: AirflowConnection.create({
              instance,
              // Asked again soon by the deployer itself.
              retry: { retries: 1 },
            }),
          }));
        git.addPinProbe(new AirflowPinProbe({ readers }));
        lifecycle.addShutdownHook(async () => {
          await Promise.all(
            readers.map(({ connection }) => connection.close()),
          );
        });
      },
    });
  },
});
