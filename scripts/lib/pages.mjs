import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { UserError } from './errors.mjs';
import { workspaceDirs } from './install.mjs';
import { withLock } from './lock.mjs';
import { inRoot, stateDir } from './paths.mjs';
import { run } from './processes.mjs';

/** A folder for each state of the sources, so that a portal keeps its pages while others are being built. */
const buildsDir = path.join(stateDir, 'pages');

/** How many builds stay: one that may be running, one that is new. */
const KEPT = 3;

/** Roles of packages that end up in the page. */
const FRONTEND_ROLES = [
  'frontend',
  'frontend-plugin',
  'frontend-plugin-module',
  'web-library',
  'common-library',
];

/** @param {string} dir @returns {string[]} files below it that decide what is built */
function sources(dir) {
  return fs
    .readdirSync(inRoot(dir), { withFileTypes: true })
    .filter(
      entry => !['node_modules', 'dist', 'dist-types'].includes(entry.name),
    )
    .filter(entry => !/\.(test|labtest)\.tsx?$/.test(entry.name))
    .flatMap(entry =>
      entry.isDirectory()
        ? sources(path.join(dir, entry.name))
        : [path.join(dir, entry.name)],
    )
    .sort();
}

/** A digest of all that the built pages come from. */
function wantedBuild() {
  const hash = crypto.createHash('sha256').update(process.version);
  const files = ['yarn.lock', 'app-config.yaml'];
  for (const dir of workspaceDirs()) {
    const manifest = JSON.parse(
      fs.readFileSync(inRoot(dir, 'package.json'), 'utf8'),
    );
    if (FRONTEND_ROLES.includes(manifest.backstage?.role)) {
      files.push(...sources(dir));
    } else if (fs.existsSync(inRoot(dir, 'config.d.ts'))) {
      // Every package may say which of its config the page gets to see.
      files.push(path.join(dir, 'config.d.ts'));
    }
  }
  for (const file of files) {
    hash.update(file).update(fs.readFileSync(inRoot(file)));
  }
  return hash.digest('hex').slice(0, 16);
}

/**
 * The folder with the built pages of the present sources; builds them first where needed.
 *
 * @param {import('./progress.mjs').Progress} progress
 * @returns {Promise<string>}
 */
export async function ensurePages(progress) {
  const dir = path.join(buildsDir, wantedBuild());
  if (fs.existsSync(dir)) {
    fs.utimesSync(dir, new Date(), new Date());
    return dir;
  }
  await progress.step('Build the pages', () =>
    withLock(path.join(stateDir, 'pages.lock'), () => build(dir, progress)),
  );
  return dir;
}

/**
 * @param {string} dir
 * @param {import('./progress.mjs').Progress} progress
 */
async function build(dir, progress) {
  if (fs.existsSync(dir)) return; // by the command that held the lock
  const app = inRoot('packages/app');
  const { code, output } = await run(
    process.execPath,
    [
      inRoot('node_modules/@backstage/cli/bin/backstage-cli'),
      ...['package', 'build', '--config', inRoot('app-config.yaml')],
    ],
    { cwd: app, onOutput: text => progress.note(text) },
  );
  if (code !== 0) {
    throw new UserError(
      /ENOSPC/.test(output)
        ? 'The disk is full: free some space and try again'
        : `Building the pages failed; details in ${progress.logName}`,
    );
  }
  const draft = `${dir}.draft`;
  fs.rmSync(draft, { recursive: true, force: true });
  fs.mkdirSync(draft, { recursive: true });
  fs.copyFileSync(
    path.join(app, 'package.json'),
    path.join(draft, 'package.json'),
  );
  fs.renameSync(path.join(app, 'dist'), path.join(draft, 'dist'));
  fs.renameSync(draft, dir);
  dropOldBuilds();
}

function dropOldBuilds() {
  const age = (/** @type {string} */ name) =>
    fs.statSync(path.join(buildsDir, name)).mtimeMs;
  const names = fs.readdirSync(buildsDir).sort((a, b) => age(b) - age(a));
  for (const name of names.slice(KEPT)) {
    fs.rmSync(path.join(buildsDir, name), { recursive: true, force: true });
  }
}
