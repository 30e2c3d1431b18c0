import fs from 'node:fs';
import path from 'node:path';
import { findChromium } from './chromium.mjs';
import { deploymentsDirOf } from './config.mjs';
import { sum } from './counts.mjs';
import { filesBelow } from './files.mjs';
import { removeLeftovers } from './leftovers.mjs';
import { runNodeTests } from './nodeTest.mjs';
import { inRoot, logDir, stateDir } from './paths.mjs';
import { startPortal } from './portal.mjs';
import { freePort } from './ports.mjs';
import { untilSettled } from './settled.mjs';

/** No browser test may take longer, so that a page that never comes doesn't hold up the run. */
const TEST_TIMEOUT_MS = 120_000;

/** Specs that mostly wait. They run side by side, so none may need what another one takes down. */
const WAITING = path.join('e2e', 'waiting');

/**
 * The specs in `e2e/`, against one portal with fresh data that they share: one file after another, and at last those that wait.
 *
 * @param {import('./parts.mjs').Context} context - `rest`: files, and arguments of `node --test`
 * @returns {Promise<import('./counts.mjs').Counts>}
 */
export function runBrowserTests({ rest, ...context }) {
  const named = rest.filter(word => !word.startsWith('-'));
  const files = named.length > 0 ? named : filesBelow('e2e', /\.e2e\.mjs$/);
  const waits = (/** @type {string} */ file) =>
    path.relative(WAITING, file) === path.basename(file);
  return runInPortal(context, {
    name: 'e2e',
    files: files.filter(file => !waits(file)),
    waiting: files.filter(waits),
    args: rest.filter(word => word.startsWith('-')),
    extraConfig: [inRoot('e2e', 'app-config.e2e.yaml')],
  });
}

/**
 * Starts a portal with fresh data, runs files of browser tests against it, and stops it.
 *
 * @param {Omit<import('./parts.mjs').Context, 'rest'>} context
 * @param {object} tests
 * @param {string} tests.name - of the report and the log folder
 * @param {string[]} tests.files - run one after another
 * @param {string[]} [tests.waiting] - run side by side after them
 * @param {string[]} [tests.args] - more arguments of `node --test`
 * @param {string[]} [tests.extraConfig] - config files after app-config.yaml
 * @param {number} [tests.timeoutMs] - the most that one test may take
 * @returns {Promise<import('./counts.mjs').Counts>}
 */
export async function runInPortal(
  { progress, remember, signal },
  {
    name,
    files,
    waiting = [],
    args = [],
    extraConfig,
    timeoutMs = TEST_TIMEOUT_MS,
  },
) {
  removeLeftovers(stateDir, 'e2e-', folder =>
    Number.parseInt(path.basename(folder).slice('e2e-'.length), 10),
  );
  const home = path.join(stateDir, `e2e-${process.pid}`);
  const screenshotDir = path.join(stateDir, 'screenshots');
  const outagesDir = path.join(home, 'outages');
  const dataDir = path.join(home, 'data');
  for (const dir of [screenshotDir, outagesDir]) {
    fs.mkdirSync(dir, { recursive: true });
  }
  try {
    const chromium = await findChromium();
    const portal = await startPortal({
      progress,
      address: { port: await freePort(), backendPort: await freePort() },
      files: {
        dataDir,
        configDir: path.join(home, 'config'),
        outagesDir,
        logDir: path.join(logDir, name),
      },
      extraConfig,
      ownConfig: false,
      signal,
      remember,
    });
    try {
      const { url, backendUrl } = portal;
      await progress.step('Fill the catalog', () =>
        untilSettled(backendUrl, signal),
      );
      const results = [];
      for (const [suffix, group, concurrency] of /** @type {const} */ ([
        ['', files, 1],
        ['-waiting', waiting, waiting.length],
      ])) {
        if (group.length === 0) continue;
        results.push(
          await runNodeTests(`${name}${suffix}`, {
            files: group,
            args: [
              `--test-concurrency=${concurrency}`,
              `--test-timeout=${timeoutMs}`,
              ...args,
            ],
            env: {
              // Read by e2e/harness.mjs.
              SLUICE_E2E: JSON.stringify({
                url,
                backendUrl,
                screenshotDir,
                outagesDir,
                deploymentsDir: deploymentsDirOf(dataDir),
                chromium,
              }),
            },
          }),
        );
      }
      return sum(results);
    } finally {
      await portal.stop();
    }
  } finally {
    fs.rmSync(home, { recursive: true, force: true });
  }
}
