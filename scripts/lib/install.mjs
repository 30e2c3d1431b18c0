import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { requireSpace } from './disk.mjs';
import { UserError } from './errors.mjs';
import { withLock } from './lock.mjs';
import { inRoot, root, stateDir } from './paths.mjs';
import { run } from './processes.mjs';

/** Says which state of the lock file node_modules was installed from. */
const stampFile = inRoot('node_modules', '.sluice-install');

/** What of a package.json has a say in an install; the rest may change without one. */
const RELEVANT = [
  'name',
  'version',
  'bin',
  'workspaces',
  'resolutions',
  'dependencies',
  'devDependencies',
  'peerDependencies',
  'optionalDependencies',
];

/**
 * The folders of the workspace's packages, relative to the root.
 *
 * @returns {string[]}
 */
export function workspaceDirs() {
  return ['packages', 'plugins'].flatMap(group =>
    fs
      .readdirSync(inRoot(group))
      .map(name => path.join(group, name))
      .filter(dir => fs.existsSync(inRoot(dir, 'package.json')))
      .sort(),
  );
}

/** A digest of all that decides what an install brings. */
function wantedState() {
  const hash = crypto
    .createHash('sha256')
    .update(process.version.split('.')[0]);
  for (const file of ['yarn.lock', '.yarnrc.yml']) {
    hash.update(fs.readFileSync(inRoot(file)));
  }
  for (const dir of ['', ...workspaceDirs()]) {
    const manifest = JSON.parse(
      fs.readFileSync(inRoot(dir, 'package.json'), 'utf8'),
    );
    hash.update(dir);
    hash.update(JSON.stringify(RELEVANT.map(key => manifest[key] ?? null)));
  }
  return hash.digest('hex');
}

function isInstalled() {
  return (
    fs.existsSync(stampFile) &&
    fs.readFileSync(stampFile, 'utf8') === wantedState()
  );
}

/** The Yarn that is checked in. */
function yarnBinary() {
  const found = /^yarnPath: *(\S+)/m.exec(
    fs.readFileSync(inRoot('.yarnrc.yml'), 'utf8'),
  );
  if (!found) throw new UserError('.yarnrc.yml names no yarnPath');
  return inRoot(found[1]);
}

/**
 * Why an install failed and what to do about it, in one line.
 *
 * @param {string} output - of Yarn
 * @param {string} logName
 */
export function explainInstallFailure(output, logName) {
  if (/ENOSPC/.test(output)) {
    return 'The disk is full: free some space and try again';
  }
  if (/YN0028/.test(output)) {
    return 'yarn.lock doesn\'t fit the package.json files: run "node .yarn/releases/yarn-*.cjs install" and commit yarn.lock';
  }
  if (
    /ECONNREFUSED|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|ECONNRESET|ENETUNREACH|RequestError|Response Code: (4|5)\d\d/.test(
      output,
    )
  ) {
    return `The package registry can't be reached: check the network and the registry set for npm or Yarn, then try again; details in ${logName}`;
  }
  return `Installing the packages failed; details in ${logName}`;
}

/**
 * Yarn doesn't read npm's settings, but whoever sets a mirror, a proxy or a certificate for npm means Yarn too. Yarn's
 * own variables win.
 *
 * @param {NodeJS.ProcessEnv} env
 * @returns {NodeJS.ProcessEnv}
 */
export function yarnEnv(env) {
  const mirror = env.npm_config_registry?.replace(/\/+$/, '');
  const isPlainHttp = mirror?.startsWith('http://');
  const settings = {
    YARN_NPM_REGISTRY_SERVER: mirror,
    YARN_UNSAFE_HTTP_WHITELIST: isPlainHttp
      ? new URL(mirror).hostname
      : undefined,
    YARN_HTTP_PROXY: env.npm_config_proxy ?? env.HTTP_PROXY ?? env.http_proxy,
    YARN_HTTPS_PROXY:
      env.npm_config_https_proxy ?? env.HTTPS_PROXY ?? env.https_proxy,
    YARN_HTTPS_CA_FILE_PATH: env.npm_config_cafile ?? env.NODE_EXTRA_CA_CERTS,
  };
  const set = Object.entries(settings).filter(([, value]) => value);
  return { ...Object.fromEntries(set), ...env };
}

/**
 * Installs the packages if what is installed isn't what yarn.lock says. Runs under the Node of the portal.
 *
 * @param {import('./progress.mjs').Progress} progress
 */
export async function ensureInstall(progress) {
  if (isInstalled()) return;
  await progress.step('Install the packages', () =>
    withLock(path.join(stateDir, 'install.lock'), async () => {
      if (isInstalled()) return; // by the command that held the lock
      if (!fs.existsSync(inRoot('node_modules', '.yarn-state.yml'))) {
        requireSpace(root, 3500, 'the packages');
      }
      const { code, output } = await run(
        process.execPath,
        [yarnBinary(), 'install', '--immutable'],
        {
          cwd: root,
          env: { ...yarnEnv(process.env), CI: 'true' },
          onOutput: text => progress.note(text),
        },
      );
      if (code !== 0) {
        throw new UserError(explainInstallFailure(output, progress.logName));
      }
      fs.writeFileSync(stampFile, wantedState());
    }),
  );
}
