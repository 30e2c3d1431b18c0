import type { PipelineType } from '@sluice/plugin-pipelines-common';
import type { DeployStep } from '@sluice/plugin-pipelines-node';

/**
 * A step of a simulated deployment. `point`: the environment runs the release from here on. `await`: waits until what runs has picked
 * it up.
 *
 * @internal
 */
export type SimulatedStep = DeployStep & {
  effect: 'prepare' | 'point' | 'await';
  /** What is written to the log when it is done. */
  done: string;
};

/** How a technology is deployed to, and what it says afterwards. @internal */
export type Technology = {
  steps: SimulatedStep[];
  /** What is looked at after a deployment, with what is said where all is well and where the release regresses. */
  check: { name: string; good: string; bad: string };
};

/** What each technology does, in the simulator. @internal */
export const TECHNOLOGIES: Record<PipelineType, Technology> = {
  'airflow-dag': {
    steps: [
      {
        name: 'fetch-bundle',
        title: 'Fetch the DAG bundle and compare its digest',
        timeoutSeconds: 60,
        effect: 'prepare',
        done: 'The bundle lies in the bundle store',
      },
      {
        name: 'write-pin',
        title: 'Write the pin of the bundle',
        timeoutSeconds: 60,
        effect: 'point',
        done: 'The pin names the new bundle',
      },
      {
        name: 'refresh-dags',
        title: 'Ask the DAG processor to read the bundle',
        timeoutSeconds: 60,
        effect: 'prepare',
        done: 'The DAG processor was asked',
      },
      {
        name: 'await-pickup',
        title: 'Wait until the scheduler serves the new bundle',
        timeoutSeconds: 300,
        effect: 'await',
        done: 'The scheduler serves the new bundle',
      },
    ],
    check: {
      name: 'import-errors',
      good: 'No import errors since the bundle changed (simulated)',
      bad: "ImportError: cannot import name 'net_amount' from 'northstar.money' (simulated)",
    },
  },
  'dbt-selection': {
    steps: [
      {
        name: 'fetch-project',
        title: 'Fetch the compiled project and compare its digest',
        timeoutSeconds: 60,
        effect: 'prepare',
        done: 'The project lies beside the current one',
      },
      {
        name: 'build-shadow',
        title: 'Build changed models in a schema beside the current one',
        timeoutSeconds: 900,
        effect: 'prepare',
        done: 'Changed models are built and tested in the shadow schema',
      },
      {
        name: 'swap-views',
        title: 'Swap the views to the new schema',
        timeoutSeconds: 120,
        effect: 'point',
        done: 'The views read from the new schema',
      },
    ],
    check: {
      name: 'model-tests',
      good: 'All tests of changed models pass (simulated)',
      bad: 'Failure in test not_null_order_id: got 431 results, configured to fail if != 0 (simulated)',
    },
  },
  'spark-job': {
    steps: [
      {
        name: 'fetch-jar',
        title: 'Fetch the jar and compare its digest',
        timeoutSeconds: 120,
        effect: 'prepare',
        done: 'The jar lies in the artifact bucket',
      },
      {
        name: 'point-job',
        title: 'Point the job definition to the jar',
        timeoutSeconds: 60,
        effect: 'point',
        done: 'The job definition names the new jar',
      },
      {
        name: 'dry-run',
        title: 'Wait until a run without output has ended',
        timeoutSeconds: 600,
        effect: 'await',
        done: 'The run without output ended well',
      },
    ],
    check: {
      name: 'dry-run',
      good: 'The run without output reads and plans as before (simulated)',
      bad: 'AnalysisException: cannot resolve column net_amount (simulated)',
    },
  },
  'kafka-consumer': {
    steps: [
      {
        name: 'fetch-image',
        title: 'Fetch the image and compare its digest',
        timeoutSeconds: 120,
        effect: 'prepare',
        done: 'The nodes have the image',
      },
      {
        name: 'drain',
        title: 'Let the consumer finish its batch and commit its offsets',
        timeoutSeconds: 180,
        effect: 'prepare',
        done: 'Offsets are committed, the group is empty',
      },
      {
        name: 'roll-out',
        title: 'Start the consumer with the new image',
        timeoutSeconds: 180,
        effect: 'point',
        done: 'All replicas run the new image',
      },
      {
        name: 'await-lag',
        title: 'Wait until the consumer has caught up',
        timeoutSeconds: 600,
        effect: 'await',
        done: 'The lag is what it was before',
      },
    ],
    check: {
      name: 'restarts',
      good: 'No restarts since the roll-out (simulated)',
      bad: 'Restarted 5 times: SerializationException on the first record (simulated)',
    },
  },
};

/** What of a simulated step is a plan's. @internal */
export function planned({
  name,
  title,
  timeoutSeconds,
}: SimulatedStep): DeployStep {
  return { name, title, timeoutSeconds };
}
