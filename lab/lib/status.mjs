import { isRunning, memoryMiB } from './processes.mjs';
import { Runtime } from './runtime.mjs';
import { StateFile } from './state.mjs';

/**
 * @param {import('../services/index.mjs').Service} service
 * @param {StateFile} [state]
 * @returns {Promise<import('./table.mjs').ServiceStatus>}
 */
export async function statusOf(service, state = new StateFile()) {
  const runtime = new Runtime(service, { state });
  const running = runtime.processes.filter(isRunning);
  const base = {
    name: service.name,
    title: service.title,
    address: service.address(runtime),
    pids: [],
  };
  const known = state.service(service.name);
  if (!known || known.processes.length === 0)
    return { ...base, state: 'stopped' };

  const facts = {
    ...base,
    pids: running.map(each => each.pid),
    memoryMiB: memoryMiB(running),
    upSeconds: (Date.now() - Date.parse(known.startedAt)) / 1000,
  };
  const dead = known.processes
    .filter(each => !isRunning(each))
    .map(each => each.name);
  if (dead.length > 0)
    return { ...facts, state: 'crashed', reason: `ended: ${dead.join(', ')}` };
  try {
    await service.health(runtime);
    return { ...facts, state: 'up' };
  } catch (error) {
    return {
      ...facts,
      state: 'unhealthy',
      reason: error.cause?.message ?? error.message,
    };
  }
}

/** @param {import('../services/index.mjs').Service[]} services */
export const statusOfAll = services =>
  Promise.all(services.map(service => statusOf(service)));
