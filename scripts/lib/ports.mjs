import net from 'node:net';
import { UserError } from './errors.mjs';

/** @param {number} port @param {string} host @returns {Promise<string | undefined>} the error code of listening there */
function tryListen(port, host) {
  return new Promise(resolve => {
    const server = net.createServer();
    server.once('error', error => resolve(/** @type {any} */ (error).code));
    server.listen({ port, host, exclusive: true }, () =>
      server.close(() => resolve(undefined)),
    );
  });
}

/**
 * Says in one line that a port can't be had. Looks at IPv6 too: a server of someone else's there would be what a
 * browser reaches under `localhost`.
 *
 * @param {number} port
 * @param {string} purpose - `the page`
 * @param {string} remedy - what to do about it
 */
export async function requireFreePort(port, purpose, remedy) {
  for (const host of ['127.0.0.1', '::1']) {
    const code = await tryListen(port, host);
    if (code === 'EADDRINUSE') {
      throw new UserError(
        `Port ${port} for ${purpose} is taken by another program: ${remedy}`,
      );
    }
    if (code === 'EACCES') {
      throw new UserError(
        `Port ${port} for ${purpose} needs more rights than you have: ${remedy}`,
      );
    }
  }
}

/** @returns {Promise<number>} a loopback port that nobody listens on right now */
export function freePort() {
  return new Promise((resolve, reject) => {
    const server = net.createServer();
    server.once('error', reject);
    server.listen({ port: 0, host: '127.0.0.1' }, () => {
      const { port } = /** @type {net.AddressInfo} */ (server.address());
      server.close(() => resolve(port));
    });
  });
}
