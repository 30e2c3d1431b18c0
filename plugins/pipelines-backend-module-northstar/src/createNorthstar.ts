import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type {
  Deployer,
  OperationExecutor,
  PastClock,
  PastDelivery,
  RunSource,
} from '@sluice/plugin-pipelines-node';
import type { NorthstarConfig } from './config';
import {
  Deployments,
  NorthstarDeployer,
  StagedFaults,
  UnitHistory,
} from './deployment';
import { ENVIRONMENTS } from './deployment/units';
import { NorthstarPast } from './past/NorthstarPast';
import type { Stage } from './past/scenes';
import { NorthstarSource } from './simulation/NorthstarSource';
import { createNorthstarSources } from './simulation/sources';
import { StagedOutages } from './simulation/StagedOutages';
import { StartOfDemo } from './simulation/StartOfDemo';
import { ReleaseHistory } from './simulation/versions';
import { ConnectorOperations, OperationLog, StreamOperations } from './streams';

/** So many days are told of what was delivered. */
const LEAST_DAYS = 11;
const MOST_DAYS = 60;
/** So long a step took in the past. In seconds. */
const PAST_STEP_SECONDS = 25;

/** Puts the demo fleet together: what is deployed shows in the runs after it. @internal */
export function createNorthstar(
  options: NorthstarConfig & { logger: LoggerService; now?: () => Date },
): {
  sources: RunSource[];
  deployer?: Deployer;
  past?: PastDelivery;
  executors?: OperationExecutor[];
} {
  const { logger, now = () => new Date(), outagesDir, seed } = options;
  const start = new StartOfDemo();
  const deployments =
    options.deployments && new Deployments({ ...options.deployments, now });
  const releases = new ReleaseHistory({ seed, deployments });
  const operations = new OperationLog(
    options.deployments && join(options.deployments.dir, 'operations.jsonl'),
  );
  const sources = createNorthstarSources({
    ...options,
    now,
    start,
    releases,
    operations,
  });
  if (!options.deployments || !deployments) return { sources };
  const { dir, stepSeconds } = options.deployments;
  const faults = StagedFaults.fromFile(join(dir, 'commands.jsonl'));
  const shared = { seed, faults, logger };
  const deployerOf = (of: {
    deployments: Deployments;
    releases: ReleaseHistory;
    startedAt: () => number | undefined;
    now: () => Date;
    outages: StagedOutages;
    stepSeconds: number;
    wait?: (milliseconds: number) => Promise<unknown>;
  }) =>
    new NorthstarDeployer({
      ...shared,
      ...of,
      history: new UnitHistory({ ...shared, ...of }),
    });
  const deployer = deployerOf({
    deployments,
    releases,
    startedAt: () => start.known,
    now,
    outages: new StagedOutages({ dir: outagesDir }),
    stepSeconds,
  });
  const open = (clock: PastClock) => {
    const then = new Deployments({
      dir,
      now: () => clock.now(),
      // Written by the hundred, and told again if it was lost.
      isDurable: false,
    });
    const of = {
      releases: new ReleaseHistory({ seed, deployments: then }),
      startedAt: () => undefined,
      now: () => clock.now(),
    };
    const history = new UnitHistory({ seed, ...of });
    return {
      stage: stageOf(then, history, dir),
      deployer: deployerOf({
        ...of,
        deployments: then,
        outages: new StagedOutages({ dir: undefined }),
        stepSeconds: PAST_STEP_SECONDS,
        wait: async milliseconds => clock.pass(milliseconds),
      }),
    };
  };
  return {
    sources,
    deployer,
    executors: [
      ...sources.flatMap(source =>
        source instanceof NorthstarSource && source.technology === 'kafka'
          ? [
              new StreamOperations({
                sourceId: source.id,
                log: operations,
                now,
                read: () => source.clusterNow(),
              }),
            ]
          : [],
      ),
      new ConnectorOperations({ log: operations, now }),
    ],
    past: new NorthstarPast({
      seed,
      releases,
      open,
      days: Math.min(Math.max(options.historyDays, LEAST_DAYS), MOST_DAYS),
    }),
  };
}

/** What happens to the simulated environments, besides deployments. */
function stageOf(
  deployments: Deployments,
  history: UnitHistory,
  dir: string,
): Stage {
  return {
    async settle(unit) {
      for (const environment of ENVIRONMENTS) {
        const { by, version } = history.before({ unit, environment });
        await deployments.log(environment)?.append({
          kind: 'unmanaged',
          unit,
          fault: `past ${unit} settled`,
          runs: { version, by, regression: 'none' },
        });
      }
    },
    async change({ actor, environment, unit, version }) {
      await deployments.log(environment)?.append({
        kind: 'unmanaged',
        unit,
        fault: `past ${unit} ${version}`,
        runs: { version, by: actor, regression: 'none' },
      });
    },
    async lose({ environment, unit }) {
      const line = JSON.stringify({ does: 'no-answer', environment, unit });
      await appendFile(
        join(dir, 'commands.jsonl'),
        `# From the demo's past: as long as this line is here, nothing is known of what ${unit} runs in ${environment}.\n${line}\n`,
      );
    },
  };
}
