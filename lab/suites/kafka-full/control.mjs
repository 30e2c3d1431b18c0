/*
 * A hand on the lab's three brokers for tests that Jest runs: Jest can't import the lab's modules, so it forks this file and sends what to
 * do: { id, method: 'lose' | 'restore', node } → { id } or { id, error }.
 */
import { Runtime } from '../../lib/runtime.mjs';
import { kafka3 } from '../../services/kafka3.mjs';

const runtime = new Runtime(kafka3);

const methods = {
  /** A broker dies, without a word to the others. */
  lose: node => runtime.stop({ only: [`broker-${node}`], force: true }),
  /** All brokers run again. */
  async restore() {
    await kafka3.start(runtime);
    const isHealthy = () => kafka3.health(runtime).then(() => true);
    await runtime.waitUntil('healthy', isHealthy, 120);
  },
};

process.on('message', async ({ id, method, node }) => {
  try {
    await methods[method](node);
    process.send({ id });
  } catch (error) {
    process.send({ id, error: error.message });
  }
});

// The test is gone.
process.on('disconnect', () => process.exit());
