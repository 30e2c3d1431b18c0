import { HOST } from '../lib/ports.mjs';
import { kafkaJars } from './jars.mjs';
import { knownBrokers, singleNode, startNode } from './node.mjs';

/**
 * A service that is one broker of some Apache Kafka and its own controller. It listens on its port, and on the next one for the controller.
 *
 * @param {Pick<import('../services/index.mjs').Service, 'name' | 'title' | 'port' | 'onlyByName'>} service
 * @param {object} [node]
 * @param {(runtime: import('../lib/runtime.mjs').Runtime) => Promise<string>} [node.jars] - the folder with its jars, if it isn't the lab's Kafka
 * @param {Record<string, unknown>} [node.properties] - besides those of a single node
 * @returns {import('../services/index.mjs').Service}
 */
export const oneNode = (service, { jars = kafkaJars, properties } = {}) => ({
  ...service,
  needs: [],

  async install(runtime) {
    await jars(runtime);
  },

  async start(runtime) {
    await startNode(runtime, {
      processName: 'broker',
      dir: runtime.dir,
      properties: { ...singleNode(runtime.port), ...properties },
      jars: await jars(runtime),
    });
  },

  async health(runtime) {
    if ((await knownBrokers(runtime.port)) === 0) {
      throw new Error('it knows no broker yet');
    }
  },

  address: runtime => `${HOST}:${runtime.port}`,
});
