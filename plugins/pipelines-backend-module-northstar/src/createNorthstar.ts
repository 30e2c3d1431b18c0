import { join } from 'node:path';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Deployer, RunSource } from '@sluice/plugin-pipelines-node';
import type { NorthstarConfig } from './config';
import {
  Deployments,
  NorthstarDeployer,
  StagedFaults,
  UnitHistory,
} from './deployment';
import { createNorthstarSources } from './simulation/sources';
import { StagedOutages } from './simulation/StagedOutages';
import { StartOfDemo } from './simulation/StartOfDemo';
import { ReleaseHistory } from './simulation/versions';

/** Puts the demo fleet together: what is deployed shows in the runs after it. @internal */
export function createNorthstar(
  options: NorthstarConfig & { logger: LoggerService; now?: () => Date },
): { sources: RunSource[]; deployer?: Deployer } {
  const { logger, now = () => new Date(), outagesDir, seed } = options;
  const start = new StartOfDemo();
  const deployments =
    options.deployments && new Deployments({ ...options.deployments, now });
  const releases = new ReleaseHistory({ seed, deployments });
  const sources = createNorthstarSources({ ...options, now, start, releases });
  if (!options.deployments || !deployments) return { sources };
  const { dir, stepSeconds } = options.deployments;
  const deployer = new NorthstarDeployer({
    seed,
    deployments,
    history: new UnitHistory({
      seed,
      releases,
      startedAt: () => start.known,
      now,
    }),
    faults: StagedFaults.fromFile(join(dir, 'commands.jsonl')),
    outages: new StagedOutages({ dir: outagesDir }),
    stepSeconds,
    logger,
    now,
  });
  return { sources, deployer };
}
