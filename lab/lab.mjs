#!/usr/bin/env node
import { spawn } from 'node:child_process';
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseLabArgs, USAGE } from './lib/args.mjs';
import { LabError } from './lib/errors.mjs';
import { interruptStart, startAll, stopAll } from './lib/lifecycle.mjs';
import { labDir, logDir } from './lib/paths.mjs';
import { startOrder } from './lib/plan.mjs';
import { Runtime } from './lib/runtime.mjs';
import { statusOfAll } from './lib/status.mjs';
import { statusTable } from './lib/table.mjs';
import { services } from './services/index.mjs';
import { kafka3 } from './services/kafka3.mjs';

const say = line => console.log(line);

async function up({ only, brokers, detach }) {
  const usual = services.filter(each => !each.onlyByName);
  const wanted = startOrder(services, [
    ...(only ?? usual.map(each => each.name)),
    ...(brokers === 3 ? [kafka3.name] : []),
  ]);
  const interrupt = new AbortController();
  // The services lead sessions of their own, so Ctrl-C reaches this process alone.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => interrupt.abort(new LabError('Interrupted')));
  }
  let started;
  try {
    const starting = startAll(wanted, { say, signal: interrupt.signal });
    started = await Promise.race([starting, rejectOnAbort(interrupt.signal)]);
  } catch (error) {
    if (interrupt.signal.aborted) await stopEverything();
    throw error;
  }
  console.log(`\n${statusTable(await statusOfAll(wanted))}\n`);
  if (started.length === 0) {
    console.log(
      'The lab is already running. Stop it with: npm run lab -- down',
    );
    return;
  }
  if (detach) {
    console.log('The lab keeps running. Stop it with: npm run lab -- down');
    return;
  }
  console.log('Ctrl-C stops the lab.');
  await watch(wanted, interrupt.signal);
  await stopEverything();
}

function rejectOnAbort(signal) {
  return new Promise((_, reject) =>
    signal.addEventListener('abort', () => reject(signal.reason), {
      once: true,
    }),
  );
}

/** Says when a service's state changes, until Ctrl-C, or until all were stopped from another terminal. */
async function watch(wanted, signal) {
  const last = new Map(wanted.map(each => [each.name, 'up']));
  while (!signal.aborted) {
    await sleep(5000, undefined, { signal }).catch(() => {});
    if (signal.aborted) return;
    const statuses = await statusOfAll(wanted);
    for (const { name, state, reason } of statuses) {
      if (last.get(name) !== state)
        console.log(`${name}: ${state}${reason ? ` (${reason})` : ''}`);
      last.set(name, state);
    }
    if (statuses.every(each => each.state === 'stopped')) return;
  }
}

async function stopEverything() {
  console.log('Stopping …');
  const stopped = await stopAll(startOrder(services));
  console.log(
    stopped.length > 0
      ? `Stopped ${stopped.join(', ')}.`
      : 'Nothing was running.',
  );
}

async function showLogs({ service, follow }) {
  const dir = logDir(service);
  const files = existsSync(dir)
    ? readdirSync(dir).filter(name => name.endsWith('.log'))
    : [];
  if (files.length === 0)
    throw new LabError(`${service} has no logs yet (${dir})`);
  const paths = files.map(name => join(dir, name));
  const tail = spawn(
    'tail',
    ['-n', '40', ...(follow ? ['-F'] : []), ...paths],
    { stdio: 'inherit' },
  );
  await new Promise(resolve => tail.on('close', resolve));
}

const commands = {
  up,
  async down() {
    await interruptStart();
    await stopEverything();
  },
  status: async ({ only }) =>
    console.log(statusTable(await statusOfAll(startOrder(services, only)))),
  logs: showLogs,
  async reset() {
    await commands.down();
    for (const service of services) await service.wipe?.(new Runtime(service));
    rmSync(labDir, { recursive: true, force: true });
    console.log(`Deleted ${labDir}.`);
  },
};

try {
  const args = parseLabArgs(
    process.argv.slice(2),
    services.map(each => each.name),
  );
  if (args.help) console.log(USAGE);
  else await commands[args.command](args);
  process.exit();
} catch (error) {
  console.error(error instanceof LabError ? `lab: ${error.message}` : error);
  process.exit(1);
}
