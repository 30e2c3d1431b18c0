import fs from 'node:fs';
import path from 'node:path';
import { inRoot } from './paths.mjs';

/**
 * @typedef {object} Address
 * @property {number} port - of the page
 * @property {number} backendPort
 *
 * @typedef {object} PortalFiles
 * @property {string} dataDir - a SQLite file for each plugin
 * @property {string} configDir - where to write the generated files
 * @property {string} outagesDir - where a person or a test takes sources of the demo down
 */

/**
 * Where the demo's deployments lie: beside the databases, and dropped together with them, for they speak of each other.
 *
 * @param {string} dataDir
 */
export const deploymentsDirOf = dataDir => path.join(dataDir, 'deployments');

/** @param {Address} address */
export const pageUrl = ({ port }) => `http://localhost:${port}`;

/** @param {Address} address */
export const backendUrl = ({ backendPort }) =>
  `http://localhost:${backendPort}`;

/**
 * What has to agree for the portal to be reached at an address: one port is in five places.
 *
 * @param {Address} address
 */
export function addressConfig(address) {
  return {
    app: {
      baseUrl: pageUrl(address),
      listen: { host: '127.0.0.1', port: address.port },
    },
    backend: {
      baseUrl: backendUrl(address),
      listen: { host: '127.0.0.1', port: address.backendPort },
      // The same page, as some people type it.
      cors: { origin: [pageUrl(address), `http://127.0.0.1:${address.port}`] },
    },
  };
}

/**
 * Where the backend finds the built pages, and what lets them talk to it, which is another origin here.
 *
 * @param {string} pagesDir - holds `package.json` and `dist`
 */
export function pagesConfig(pagesDir) {
  return {
    app: {
      packageName: pagesDir,
      // Each start has the pages of one build, so nobody asks for the files of an older one.
      disableStaticFallbackCache: true,
    },
    backend: {
      csp: {
        'connect-src': ["'self'", 'http:', 'https:', 'ws:', 'wss:'],
        // The pages are served without TLS.
        'upgrade-insecure-requests': false,
      },
    },
  };
}

/**
 * Writes the config that the portal gets on top of the checked-in one, and returns its `--config` arguments. A person's
 * own app-config.local.yaml has the last word on everything but the address.
 *
 * @param {object} options
 * @param {Address} options.address
 * @param {PortalFiles} options.files
 * @param {string} options.pagesDir
 * @param {string[]} [options.extra] - config files after app-config.yaml
 * @param {boolean} [options.ownConfig] - whether that file counts
 * @returns {string[]}
 */
export function writeConfig({
  address,
  files,
  pagesDir,
  extra = [],
  ownConfig = true,
}) {
  fs.mkdirSync(files.configDir, { recursive: true });
  // JSON is YAML too.
  const write = (/** @type {string} */ name, /** @type {object} */ content) => {
    const file = path.join(files.configDir, name);
    fs.writeFileSync(file, `${JSON.stringify(content, null, 2)}\n`);
    return file;
  };
  const database = write('database.yaml', {
    backend: {
      database: {
        client: 'better-sqlite3',
        connection: { directory: files.dataDir },
      },
    },
    pipelines: {
      // Each portal has its own, or one would take another's ledger for a forged one.
      ledger: { headFile: path.join(files.dataDir, 'ledger-heads.jsonl') },
      releases: { artifactDirectory: path.join(files.dataDir, 'artifacts') },
      northstar: {
        outagesDir: files.outagesDir,
        deployments: { dir: deploymentsDirOf(files.dataDir) },
      },
    },
  });
  const own = inRoot('app-config.local.yaml');
  const chain = [
    inRoot('app-config.yaml'),
    database,
    ...extra,
    ...(ownConfig && fs.existsSync(own) ? [own] : []),
    write('address.yaml', addressConfig(address)),
    write('pages.yaml', pagesConfig(pagesDir)),
  ];
  return chain.flatMap(file => ['--config', file]);
}
