import type { RunSource } from '@sluice/plugin-pipelines-node';
import { PIPELINES } from '../fleet';
import { CLUSTERS, type OperationLog } from '../streams';
import { ConnectSource } from './ConnectSource';
import {
  NorthstarSource,
  type NorthstarSourceOptions,
} from './NorthstarSource';
import { RegistrySource } from './RegistrySource';
import { StagedOutages } from './StagedOutages';
import { StartOfDemo } from './StartOfDemo';
import { STORIES } from './stories';
import { ReleaseHistory } from './versions';

/** What can be set about the simulator. @internal */
export type SimulatorOptions = {
  /** Another seed, another history. */
  seed: string;
  /** How many days of history the first start makes. */
  historyDays: number;
  /** How often each source is swept, in seconds. */
  tickSeconds: number;
  /** Where people stage outages; see {@link StagedOutages}. */
  outagesDir?: string;
  now?: () => Date;
  /** The demo's start and what ran when, where others have to know them too. */
  start?: StartOfDemo;
  releases?: ReleaseHistory;
  /** What was done to simulated clusters; nothing without it. */
  operations?: OperationLog;
};

const isOnOldAirflow = (name: string) =>
  (STORIES.outage.pipelines as readonly string[]).includes(name);
const dags = PIPELINES.filter(
  p => p.type === 'airflow-dag' && !isOnOldAirflow(p.name),
);
const releasedDags = dags.filter(p => p.lifecycle !== 'legacy');

/** All sources of Northstar. Each says in its title that it is a demo. @internal */
export function createNorthstarSources(options: SimulatorOptions): RunSource[] {
  const shared = {
    ...options,
    now: options.now ?? (() => new Date()),
    start: options.start ?? new StartOfDemo(),
    staged: new StagedOutages({ dir: options.outagesDir }),
    releases: options.releases ?? new ReleaseHistory({ seed: options.seed }),
  };
  const sources: Array<
    Pick<
      NorthstarSourceOptions,
      | 'id'
      | 'technology'
      | 'title'
      | 'environment'
      | 'version'
      | 'pipelines'
      | 'outage'
      | 'issues'
    >
  > = [
    {
      id: 'northstar-airflow-prod',
      technology: 'airflow',
      title: 'Airflow production (demo)',
      environment: 'prod',
      version: '2.11.2 (simulated)',
      pipelines: dags,
    },
    {
      id: 'northstar-airflow-staging',
      technology: 'airflow',
      title: 'Airflow staging (demo)',
      environment: 'staging',
      version: '2.11.2 (simulated)',
      pipelines: releasedDags,
    },
    {
      id: 'northstar-airflow-dev',
      technology: 'airflow',
      title: 'Airflow development (demo)',
      environment: 'dev',
      version: '2.11.2 (simulated)',
      pipelines: releasedDags,
      issues: [
        {
          kind: 'import-error',
          title: 'dags/marketing/coupon_test_wip.py',
          message:
            'ModuleNotFoundError: No module named "northstar_coupons" (simulated)',
        },
      ],
    },
    {
      id: 'northstar-airflow-legacy-prod',
      technology: 'airflow',
      title: 'Airflow in the data centre (demo)',
      environment: 'prod',
      version: '1.10.15 (simulated)',
      pipelines: PIPELINES.filter(p => isOnOldAirflow(p.name)),
      outage: {
        since: STORIES.outage.since,
        message:
          'connect ECONNREFUSED airflow-legacy.northstar.example:8080 (simulated outage). Nothing is known of its pipelines until it answers again; in this demo it never does',
      },
    },
    {
      id: 'northstar-dbt-prod',
      technology: 'dbt',
      title: 'dbt production (demo)',
      environment: 'prod',
      version: '1.11.16 (simulated)',
      pipelines: PIPELINES.filter(p => p.type === 'dbt-selection'),
    },
    {
      id: 'northstar-spark-prod',
      technology: 'spark',
      title: 'Spark on EMR production (demo)',
      environment: 'prod',
      version: '3.5.9 (simulated)',
      pipelines: PIPELINES.filter(p => p.type === 'spark-job'),
    },
    {
      id: CLUSTERS.main,
      technology: 'kafka',
      title: 'Kafka consumers production (demo)',
      environment: 'prod',
      version: '4.3.1 (simulated)',
      pipelines: PIPELINES.filter(p => p.type === 'kafka-consumer'),
    },
    {
      // Its consumers belong to people who declare no pipelines.
      id: CLUSTERS.analytics,
      technology: 'kafka',
      title: 'Kafka analytics production (demo)',
      environment: 'prod',
      version: '3.9.2 (simulated)',
      pipelines: [],
    },
  ];
  return [
    ...sources.map(source => new NorthstarSource({ ...shared, ...source })),
    new RegistrySource(shared),
    new ConnectSource(shared),
  ];
}
