import { join } from 'node:path';
import { HOST } from '../lib/ports.mjs';
import { labSource } from '../lib/paths.mjs';
import { Runtime } from '../lib/runtime.mjs';
import { kafka } from './kafka.mjs';

/**
 * Producers and consumers at the lab's broker: 25 groups, of which some go wrong (streams/shape.mjs).
 *
 * @type {import('./index.mjs').Service}
 */
export const streams = {
  name: 'streams',
  title: 'Producers and consumers',
  port: 18098,
  needs: [kafka.name],

  // Its client comes with the workspace.
  async install() {},

  async start(runtime) {
    const broker = new Runtime(kafka);
    const command = [
      process.execPath,
      join(labSource, 'streams', 'run.mjs'),
      `${HOST}:${broker.port}`,
      String(runtime.port),
    ];
    runtime.spawn('streams', command, { env: process.env });
  },

  async health(runtime) {
    const response = await fetch(`${runtime.baseUrl}/healthz`, {
      signal: AbortSignal.timeout(5000),
    });
    if (!response.ok) throw new Error(`it answers ${response.status}`);
  },

  address: () => '25 groups',
};
