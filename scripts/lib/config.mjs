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
 */

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
 * What differs for the process that serves the built pages: it listens on the page's port, keeps nothing, and lets the
 * page talk to the backend, which is another origin here.
 *
 * @param {Address} address
 * @param {string} pagesDir - holds `package.json` and `dist`
 */
export function pagesConfig(address, pagesDir) {
  return {
    app: { packageName: pagesDir, disableStaticFallbackCache: true },
    backend: {
      listen: { host: '127.0.0.1', port: address.port },
      database: { client: 'better-sqlite3', connection: ':memory:' },
      csp: {
        'connect-src': ["'self'", 'http:', 'https:', 'ws:', 'wss:'],
        // The pages are served without TLS.
        'upgrade-insecure-requests': false,
      },
    },
  };
}

/**
 * Writes the config that the two processes of the portal get, and returns their `--config` arguments. A person's
 * own app-config.local.yaml has the last word on everything but the address.
 *
 * @param {object} options
 * @param {Address} options.address
 * @param {PortalFiles} options.files
 * @param {string} options.pagesDir
 * @param {string[]} [options.extra] - config files after app-config.yaml
 * @param {boolean} [options.ownConfig] - whether that file counts
 * @returns {{backend: string[], pages: string[]}}
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
  });
  const own = inRoot('app-config.local.yaml');
  const chain = [
    inRoot('app-config.yaml'),
    database,
    ...extra,
    ...(ownConfig && fs.existsSync(own) ? [own] : []),
    write('address.yaml', addressConfig(address)),
  ];
  const asArgs = (/** @type {string[]} */ list) =>
    list.flatMap(file => ['--config', file]);
  return {
    backend: asArgs(chain),
    pages: asArgs([
      ...chain,
      write('pages.yaml', pagesConfig(address, pagesDir)),
    ]),
  };
}
