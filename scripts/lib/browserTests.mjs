import fs from 'node:fs';
import path from 'node:path';
import { findChromium } from './chromium.mjs';
import { deploymentsDirOf } from './config.mjs';
import { filesBelow } from './files.mjs';
import { removeLeftovers } from './leftovers.mjs';
import { runNodeTests } from './nodeTest.mjs';
import { inRoot, logDir, stateDir } from './paths.mjs';
import { startPortal } from './portal.mjs';
import { freePort } from './ports.mjs';
import { untilSettled } from './settled.mjs';

/** No browser test may take longer, so that a page that never comes doesn't hold up the run. */
const TEST_TIMEOUT_MS = 120_000;

/**
 * The specs in `e2e/`, against one portal with fresh data that they share, one file after another.
 *
 * @param {import('./parts.mjs').Context} context - `rest`: files, and arguments of `node --test`
 * @returns {Promise<import('./counts.mjs').Counts>}
 */
export function runBrowserTests({ rest, ...context }) {
  const named = rest.filter(word => !word.startsWith('-'));
  return runInPortal(context, {
    name: 'e2e',
    files: named.length > 0 ? named : filesBelow('e2e', /\.e2e\.mjs$/),
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
 * @param {string[]} tests.files
 * @param {string[]} [tests.args] - more arguments of `node --test`
 * @param {string[]} [tests.extraConfig] - config files after app-config.yaml
 * @param {number} [tests.timeoutMs] - the most that one test may take
 * @returns {Promise<import('./counts.mjs').Counts>}
 */
export async function runInPortal(
  { progress, remember, signal },
  { name, files, args = [], extraConfig, timeoutMs = TEST_TIMEOUT_MS },
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
      return await runNodeTests(name, {
        files,
        args: ['--test-concurrency=1', `--test-timeout=${timeoutMs}`, ...args],
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
      });
    } finally {
      await portal.stop();
    }
  } finally {
    fs.rmSync(home, { recursive: true, force: true });
  }
}
