import { airflow2 } from './airflow2.mjs';
import { airflow3 } from './airflow3.mjs';
import { burrow } from './burrow.mjs';
import { kafka } from './kafka.mjs';
import { kafkaConnect } from './kafka-connect.mjs';
import { kafkaOldest } from './kafka-oldest.mjs';
import { kafka3 } from './kafka3.mjs';
import { postgres } from './postgres.mjs';
import { schemaRegistry } from './schema-registry.mjs';
import { snowflake } from './snowflake.mjs';
import { streams } from './streams.mjs';

/**
 * What the lab knows about a service. `runtime` is the service's hold on the machine (lib/runtime.mjs).
 *
 * @typedef {object} Service
 * @property {string} name - as typed in `--only`
 * @property {string} title - as shown in the table
 * @property {number} port - overridden by SLUICE_LAB_<NAME>_PORT
 * @property {string[]} needs - services that must be healthy before this one starts
 * @property {boolean} [onlyByName] - too large for every lab: started only when it is named
 * @property {(runtime: Runtime) => Promise<void>} install - brings its programs; quick when they are there
 * @property {(runtime: Runtime) => Promise<void>} [prepare] - before the start of the lab, once its needs are healthy: databases, files.
 *   Not repeated when a test stops and starts the service.
 * @property {(runtime: Runtime) => Promise<void>} start - starts its processes by runtime.spawn; those that run are left alone
 * @property {(runtime: Runtime) => Promise<void>} health - throws with the reason while it isn't healthy
 * @property {(runtime: Runtime) => Promise<void>} [stop] - only where ending its processes isn't enough
 * @property {(runtime: Runtime) => Promise<void>} [wipe] - only where it keeps data outside of its folder under .lab
 * @property {(runtime: Runtime) => string} address - where to find it
 *
 * @typedef {import('../lib/runtime.mjs').Runtime} Runtime
 *
 * @typedef {Service & { apiVersion: 'v1' | 'v2', database: string, apiProcess: string, dagSet: string,
 *   dags: (runtime: Runtime) => import('../airflow/dag-folder.mjs').DagFolder |
 *     import('../airflow/dag-repository.mjs').DagRepository }} AirflowService
 */

/** Everything the lab can start. A new service (Spark, …) is a file beside this one and a line here. @type {Service[]} */
export const services = [
  postgres,
  airflow2({ environment: 'dev', port: 18081, followsDeployments: true }),
  airflow2({ environment: 'prod', port: 18082 }),
  airflow3,
  snowflake,
  kafka,
  streams,
  kafka3,
  schemaRegistry,
  kafkaConnect,
  burrow,
  kafkaOldest,
];
