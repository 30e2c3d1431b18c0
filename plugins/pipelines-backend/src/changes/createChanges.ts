import type { AuthService } from '@backstage/backend-plugin-api';
import type { FleetHistory, FleetService } from '../fleet';
import type { LineageService } from '../lineage';
import type { Observations } from '../observations';
import type { PromiseHistory } from '../slo';
import { ChangesService } from './ChangesService';
import {
  configurationReader,
  type DeploymentReader,
  releaseReader,
  runReader,
  sourceReader,
  testReader,
  volumeReader,
} from './readers';

/** Puts the context together. What else is to be looked for is one more reader here. @internal */
export function createChanges(options: {
  observations: Pick<Observations, 'service' | 'readings' | 'changes'>;
  fleet: { service: FleetService; history: FleetHistory };
  promises: PromiseHistory;
  deployments: DeploymentReader;
  lineage: LineageService;
  auth: AuthService;
  /** The environment that is meant where none is named: the last of the config. */
  environment: string;
  now: () => Date;
}): ChangesService {
  const { deployments, fleet, promises } = options;
  const { changes, readings, service: observations } = options.observations;
  return new ChangesService({
    ...options,
    fleet: fleet.service,
    observations,
    readers: [
      runReader(observations),
      releaseReader(deployments),
      configurationReader({ changes, fleet: fleet.history, promises }),
      volumeReader(readings),
      testReader(readings),
      sourceReader({ changes, readings, observations }),
    ],
  });
}
