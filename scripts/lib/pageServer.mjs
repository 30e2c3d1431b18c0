import http from 'node:http';

/**
 * Answers on the page's port with what the backend serves: Backstage's app-backend has the built pages, and puts the
 * config into them that a page may see. The backend's own port stays what the page calls, as in development.
 *
 * @param {import('./config.mjs').Address} address
 * @returns {Promise<{close: () => Promise<void>}>}
 */
export async function startPageServer({ port, backendPort }) {
  // A connection for each request: a kept one may be closed by the backend at the very moment it is used again, which
  // would lose a script of a page now and then. On this machine a new one costs next to nothing.
  const agent = new http.Agent({ keepAlive: false });
  const server = http.createServer((request, response) => {
    const forwarded = http.request(
      {
        agent,
        host: '127.0.0.1',
        port: backendPort,
        method: request.method,
        path: request.url,
        headers: { ...request.headers, connection: 'close' },
      },
      answer => {
        // About the connection behind us, and not about the browser's.
        const headers = { ...answer.headers };
        delete headers.connection;
        delete headers['keep-alive'];
        response.writeHead(answer.statusCode ?? 502, headers);
        answer.pipe(response);
      },
    );
    forwarded.once('error', () => {
      if (!response.headersSent) response.writeHead(502);
      response.end('The backend does not answer');
    });
    response.once('close', () => forwarded.destroy());
    request.pipe(forwarded);
  });
  await new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port, host: '127.0.0.1' }, () => resolve(undefined));
  });
  return {
    async close() {
      server.closeAllConnections();
      await new Promise(resolve => {
        server.close(resolve);
      });
      agent.destroy();
    },
  };
}
