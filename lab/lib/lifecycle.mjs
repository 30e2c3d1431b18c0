import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { LabError } from './errors.mjs';
import { lockHolder, tryLock, unlock } from './lock.mjs';
import { labDir } from './paths.mjs';
import { portOf, requireFree } from './ports.mjs';
import { Runtime } from './runtime.mjs';
import { StateFile } from './state.mjs';
import { statusOf } from './status.mjs';
import { waitUntil } from './wait.mjs';

const startLock = join(labDir, 'starting.lock');

/**
 * Starts a service whose needs are healthy, and waits until it is healthy too.
 *
 * @param {import('../services/index.mjs').Service} service
 * @param {Runtime} runtime
 */
export async function startService(service, runtime) {
  runtime.begin();
  await service.start(runtime);
  await runtime.waitUntil('health', () =>
    service.health(runtime).then(() => true),
  );
}

/** @param {import('../services/index.mjs').Service} service @param {Runtime} runtime */
async function stopService(service, runtime) {
  await service.stop?.(runtime);
  await runtime.stop();
  runtime.forget();
}

/**
 * Brings up what doesn't run, each as soon as what it needs is healthy.
 *
 * @param {import('../services/index.mjs').Service[]} wanted - needed ones first
 * @param {{ say: (line: string) => void, signal?: AbortSignal }} options
 * @returns {Promise<string[]>} the names of those that were started now
 */
export async function startAll(wanted, { say, signal }) {
  mkdirSync(labDir, { recursive: true });
  if (!tryLock(startLock)) {
    throw new LabError(
      `The lab is being started by another terminal (pid ${lockHolder(
        startLock,
      )}).`,
    );
  }
  const release = () => unlock(startLock);
  process.once('exit', release); // Ctrl-C ends the process in the middle of this.
  try {
    const state = new StateFile();
    const missing = [];
    for (const service of wanted) {
      if (!(await isUp(service, state))) missing.push(service);
    }
    // What is left of a crashed one goes before its port is looked at.
    for (const service of missing)
      await stopService(service, new Runtime(service));
    for (const service of missing) await requireFree(service, portOf(service));
    for (const service of missing) {
      signal?.throwIfAborted();
      await service.install(new Runtime(service, { say }));
    }
    try {
      await startByNeeds(missing, { say, signal });
    } catch (error) {
      await stopAll(missing); // All or nothing: the logs stay to be read.
      throw error;
    }
    return missing.map(each => each.name);
  } finally {
    release();
    process.off('exit', release);
  }
}

/** A busy machine may answer late: what runs gets some time before it is replaced. */
async function isUp(service, state) {
  const { state: now } = await statusOf(service, state);
  if (now !== 'unhealthy') return now === 'up';
  const health = () =>
    service.health(new Runtime(service, { state })).then(() => true);
  return waitUntil(`${service.name} to be healthy`, health, {
    timeoutSeconds: 20,
  }).catch(() => false);
}

async function startByNeeds(missing, { say, signal }) {
  const healthy = new Map();
  for (const service of missing) {
    const needs = service.needs.map(name => healthy.get(name)).filter(Boolean);
    const bringUp = async () => {
      await Promise.all(needs);
      signal?.throwIfAborted();
      const runtime = new Runtime(service, { say });
      const began = Date.now();
      await service.prepare?.(runtime);
      signal?.throwIfAborted();
      runtime.say('starting');
      await startService(service, runtime);
      runtime.say(
        `healthy after ${((Date.now() - began) / 1000).toFixed(
          1,
        )} s at ${service.address(runtime)}`,
      );
    };
    healthy.set(service.name, bringUp());
  }
  // Wait for all, also when one fails: a start that is given up half-way would leave processes behind the caller's back.
  const outcomes = await Promise.allSettled(healthy.values());
  const failed = outcomes.find(each => each.status === 'rejected');
  if (failed) throw failed.reason;
}

/** Breaks off a start that another terminal is in the middle of; that terminal then stops what it had started. */
export async function interruptStart() {
  const starter = lockHolder(startLock);
  if (starter === undefined || starter === process.pid) return;
  process.kill(starter, 'SIGINT');
  await waitUntil(
    'the other terminal to break off its start',
    () => lockHolder(startLock) === undefined,
  );
}

/**
 * Ends everything in the state file, the dependants first.
 *
 * @param {import('../services/index.mjs').Service[]} ordered - needed ones first
 * @returns {Promise<string[]>} the names of those that were stopped
 */
export async function stopAll(ordered, { say = () => {} } = {}) {
  const state = new StateFile();
  const stopped = [];
  const waiting = ordered.filter(each => state.service(each.name));
  while (waiting.length > 0) {
    const leaves = waiting.filter(
      each => !waiting.some(other => other.needs.includes(each.name)),
    );
    await Promise.all(
      leaves.map(service =>
        stopService(service, new Runtime(service, { say })),
      ),
    );
    for (const service of leaves) {
      waiting.splice(waiting.indexOf(service), 1);
      stopped.push(service.name);
    }
  }
  return stopped;
}
