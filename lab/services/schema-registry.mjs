import {
  registryCommand,
  registryProgram,
} from '../schema-registry/program.mjs';

/** Where it speaks as Confluent's does. */
const API = '/apis/ccompat/v7';

/**
 * Apicurio Registry, environment prod. What is registered is gone when it stops. It listens on its port, and on the next one for its own
 * management.
 *
 * @type {import('./index.mjs').Service}
 */
export const schemaRegistry = {
  name: 'schema-registry',
  title: 'Apicurio Registry 3.0',
  port: 18095,
  needs: [],

  async install(runtime) {
    await registryProgram(runtime);
  },

  async start(runtime) {
    const home = await registryProgram(runtime);
    runtime.spawn('registry', registryCommand(home, runtime.port), {
      env: process.env,
    });
  },

  async health(runtime) {
    const answer = await fetch(`${runtime.baseUrl}${API}/subjects`, {
      signal: AbortSignal.timeout(5_000),
    });
    if (!answer.ok) throw new Error(`it answers ${answer.status}`);
  },

  address: runtime => `${runtime.baseUrl}${API}`,
};
