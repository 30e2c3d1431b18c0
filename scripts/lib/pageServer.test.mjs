import assert from 'node:assert/strict';
import http from 'node:http';
import { describe, it } from 'node:test';
import { startPageServer } from './pageServer.mjs';
import { freePort } from './ports.mjs';

describe('the page server', () => {
  it('loses no request when the backend closes connections that it has kept', async () => {
    const address = { port: await freePort(), backendPort: await freePort() };
    const used = new WeakSet();
    const backend = http.createServer((request, response) => {
      if (used.has(request.socket)) request.socket.destroy();
      used.add(request.socket);
      response.end('page');
    });
    await new Promise(resolve => {
      backend.listen({ port: address.backendPort, host: '127.0.0.1' }, () =>
        resolve(undefined),
      );
    });
    const server = await startPageServer(address);
    try {
      for (let count = 0; count < 5; count++) {
        const response = await fetch(`http://127.0.0.1:${address.port}/`);
        assert.equal(await response.text(), 'page');
      }
    } finally {
      await server.close();
      backend.closeAllConnections();
      backend.close();
    }
  });

  it('answers with what the backend answers, and says so when it is gone', async () => {
    const address = { port: await freePort(), backendPort: await freePort() };
    const backend = http.createServer((request, response) => {
      response.writeHead(201, { 'x-path': request.url });
      response.end('page');
    });
    await new Promise(resolve => {
      backend.listen({ port: address.backendPort, host: '127.0.0.1' }, () =>
        resolve(undefined),
      );
    });
    const server = await startPageServer(address);
    try {
      const response = await fetch(`http://127.0.0.1:${address.port}/a?b=c`);
      assert.equal(response.status, 201);
      assert.equal(response.headers.get('x-path'), '/a?b=c');
      assert.equal(await response.text(), 'page');
      backend.closeAllConnections();
      await new Promise(resolve => {
        backend.close(resolve);
      });
      const gone = await fetch(`http://127.0.0.1:${address.port}/`);
      assert.equal(gone.status, 502);
      await gone.text();
    } finally {
      await server.close();
    }
  });
});
