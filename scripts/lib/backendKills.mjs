import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { deployedTwice, readDeployments } from './deployments.mjs';
import { logDir, stateDir } from './paths.mjs';
import { startPortal } from './portal.mjs';
import { freePort } from './ports.mjs';
import { untilSettled } from './settled.mjs';

/** Kills that came while something was on its way. */
const WANTED = 5;
const MOST = 15;
/** Somebody of the platform team of the demo: may ask for everything and read the ledger. */
const PERSON = 'jonas.weber';
/** Others, who agree where a gate that doesn't pass makes people decide. */
const VOTERS = ['marek.novak', 'ines.duarte', 'priya.raman', 'grace.okafor'];
/** Nobody has to agree there as long as every gate passes. */
const ENVIRONMENT = 'dev';
const AT_ONCE = 4;
/** By then something rests again. */
const REST_MS = 2 * 60_000;
/** Everything that was asked for has to be deployed within this after the start. */
const SETTLE_MS = 120_000;

/**
 * Kills the whole backend of the demo, with SIGKILL, while deployments are on their way, and starts it again on the same data: what was asked for
 * has to be deployed, with nothing done twice.
 *
 * @param {object} options
 * @param {import('./progress.mjs').Progress} options.progress
 * @param {(pid: number) => void} options.remember - a process that must not outlive us
 * @param {AbortSignal} options.signal
 * @returns {Promise<import('./counts.mjs').Counts>}
 */
export async function runBackendKills({ progress, remember, signal }) {
  const home = path.join(stateDir, `kills-${process.pid}`);
  const dataDir = path.join(home, 'data');
  const outagesDir = path.join(home, 'outages');
  fs.mkdirSync(outagesDir, { recursive: true });
  const address = { port: await freePort(), backendPort: await freePort() };
  const start = () =>
    startPortal({
      progress,
      address,
      files: {
        dataDir,
        configDir: path.join(home, 'config'),
        outagesDir,
        logDir: path.join(logDir, 'kills'),
      },
      ownConfig: false,
      remember,
      signal,
    });
  let portal = await start();
  try {
    const { backendUrl } = portal;
    await progress.step('Fill the catalog', () =>
      untilSettled(backendUrl, signal),
    );
    /** @type {number[]} */
    const asked = [];
    /** @type {string[]} */
    const problems = [];
    let onTheWay = 0;
    for (let kill = 0; kill < MOST && onTheWay < WANTED; kill++) {
      const wishes = await redeployments(backendUrl, kill);
      // Some get no answer before the kill. They are sent again, with the same key.
      const answers = Promise.allSettled(
        wishes.map(wish => ask(backendUrl, wish)),
      );
      await sleep(200 + 350 * kill);
      await portal.kill();
      await answers;
      portal = await start();
      const ids = await Promise.all(wishes.map(wish => ask(backendUrl, wish)));
      asked.push(...ids);
      const found = await Promise.all(ids.map(id => promotion(backendUrl, id)));
      const open = found.filter(({ endedAt }) => !endedAt).length;
      if (open > 0) onTheWay++;
      progress.say(
        `Kill ${kill + 1}: ${open} of ${ids.length} were on their way`,
      );
      problems.push(...(await untilDeployed(backendUrl, ids)));
    }
    const ledger = await request(backendUrl, '/ledger/verify');
    const checks = [
      {
        what: `${WANTED} kills of the whole backend while something was on its way`,
        problems: onTheWay < WANTED ? [`only ${onTheWay}`] : [],
      },
      { what: 'all that was asked for is deployed', problems },
      {
        what: 'no step was done twice',
        problems: deployedTwice(
          readDeployments(path.join(dataDir, 'deployments'), ENVIRONMENT),
          asked,
        ),
      },
      {
        what: 'the ledger verifies',
        problems:
          ledger.status === 'intact' ? [] : [JSON.stringify(ledger.findings)],
      },
    ];
    for (const { what, problems: found } of checks) {
      progress.say(`${found.length === 0 ? '✓' : '✗'} ${what}`);
      for (const problem of found) progress.say(`    ${problem}`);
    }
    const failed = checks.filter(each => each.problems.length > 0).length;
    return { passed: checks.length - failed, failed };
  } finally {
    await portal.stop();
    fs.rmSync(home, { recursive: true, force: true });
  }
}

/**
 * What to ask for: units that run something and rest, others each time.
 *
 * @param {string} backendUrl
 * @param {number} round
 */
async function redeployments(backendUrl, round) {
  const deadline = Date.now() + REST_MS;
  let resting = await restingReleases(backendUrl);
  while (resting.length === 0) {
    if (Date.now() > deadline) {
      throw new Error(`No unit rests in ${ENVIRONMENT}`);
    }
    await sleep(2000);
    resting = await restingReleases(backendUrl);
  }
  const wishes = [];
  for (let index = 0; index < resting.length; index++) {
    const releaseId = resting[(round * AT_ONCE + index) % resting.length];
    // Some are locked by what is going on in the demo.
    const plan = await post(backendUrl, '/promotions/plan', {
      releaseId,
      environment: ENVIRONMENT,
      kind: 'redeploy',
    });
    if (plan.canRequest) {
      wishes.push({ key: randomUUID(), releaseId });
    }
    if (wishes.length === AT_ONCE) return wishes;
  }
  if (wishes.length === 0) throw new Error('No unit can be deployed to');
  return wishes;
}

/** @param {string} backendUrl @returns {Promise<number[]>} */
async function restingReleases(backendUrl) {
  const { items } = await request(backendUrl, '/units/board');
  return items.flatMap((/** @type {any} */ { environments }) =>
    environments
      .filter(
        (/** @type {any} */ each) =>
          each.environment === ENVIRONMENT &&
          each.running &&
          !each.moving &&
          !each.hold,
      )
      .map((/** @type {any} */ { running }) => running.id),
  );
}

/**
 * Asks for it, and has it agreed to where people have to.
 *
 * @param {string} backendUrl
 * @param {{key: string, releaseId: number}} wish
 * @returns {Promise<number>} the promotion
 */
async function ask(backendUrl, { key, releaseId }) {
  const { id } = await post(
    backendUrl,
    '/promotions',
    {
      releaseId,
      environment: ENVIRONMENT,
      kind: 'redeploy',
      reason: 'To see whether a kill of the backend is outlived',
    },
    { 'idempotency-key': key },
  );
  const voters = [...VOTERS];
  for (;;) {
    const { approvalId, state } = await promotion(backendUrl, id);
    if (state === 'AwaitingApproval' && voters.length > 0) {
      await agree(backendUrl, approvalId, voters.shift() ?? '');
    } else if (['Requested', 'Gating'].includes(state)) {
      await sleep(100);
    } else {
      return id;
    }
  }
}

/**
 * Approves what is asked for, if the person may and hasn't yet.
 *
 * @param {string} backendUrl
 * @param {number} approvalId
 * @param {string} person
 */
async function agree(backendUrl, approvalId, person) {
  const address = `/approvals/${approvalId}`;
  const { mine, shown, subjectHash } = await request(backendUrl, address, {
    person,
  });
  if (!mine.canVote) return;
  await post(
    backendUrl,
    `${address}/votes`,
    { kind: 'approve', subjectHash, shownDigest: shown.digest },
    { 'idempotency-key': randomUUID() },
    person,
  );
}

/** @param {string} backendUrl @param {number} id */
function promotion(backendUrl, id) {
  return request(backendUrl, `/promotions/${id}`);
}

/** @param {{state: string, progress?: {done: number, of: number}}} promotion */
const isDeployed = ({ progress, state }) =>
  state === 'Succeeded' ||
  (state === 'Verifying' &&
    progress !== undefined &&
    progress.done === progress.of);

/**
 * Waits until everything is deployed, or has succeeded: what has runs is verified by them, which takes as long as they do.
 *
 * @param {string} backendUrl
 * @param {number[]} ids
 * @returns {Promise<string[]>} what wasn't in time
 */
async function untilDeployed(backendUrl, ids) {
  const deadline = Date.now() + SETTLE_MS;
  for (;;) {
    const found = await Promise.all(ids.map(id => promotion(backendUrl, id)));
    const wrong = found.filter(each => !isDeployed(each));
    if (wrong.length === 0) return [];
    if (Date.now() > deadline || wrong.some(({ endedAt }) => endedAt)) {
      return wrong.map(({ id, state }) => `promotion ${id} is ${state}`);
    }
    await sleep(500);
  }
}

/**
 * @param {string} backendUrl
 * @param {string} address
 * @param {object} body
 * @param {Record<string, string>} [headers]
 * @param {string} [person]
 */
function post(backendUrl, address, body, headers = {}, person = PERSON) {
  return request(backendUrl, address, {
    person,
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
}

/**
 * @param {string} backendUrl
 * @param {string} address
 * @param {RequestInit & {person?: string}} [init]
 */
async function request(backendUrl, address, { person = PERSON, ...init } = {}) {
  const signal = AbortSignal.timeout(30_000);
  const signIn = await fetch(`${backendUrl}/api/auth/persona/refresh`, {
    headers: { 'x-sluice-persona': person },
    signal,
  });
  const { backstageIdentity } = await signIn.json();
  const response = await fetch(`${backendUrl}/api/pipelines${address}`, {
    ...init,
    headers: {
      ...init.headers,
      authorization: `Bearer ${backstageIdentity.token}`,
    },
    signal,
  });
  const body = await response.json();
  if (!response.ok) {
    throw new Error(`${address}: ${response.status} ${JSON.stringify(body)}`);
  }
  return body;
}
