import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, it } from 'node:test';
import { addressConfig, pagesConfig, writeConfig } from './config.mjs';

const address = { port: 3100, backendPort: 7107 };

describe('the generated config', () => {
  it('puts an address everywhere it has to be, on loopback only', () => {
    const { app, backend } = addressConfig(address);
    assert.equal(app.baseUrl, 'http://localhost:3100');
    assert.deepEqual(app.listen, { host: '127.0.0.1', port: 3100 });
    assert.equal(backend.baseUrl, 'http://localhost:7107');
    assert.deepEqual(backend.listen, { host: '127.0.0.1', port: 7107 });
    assert.deepEqual(backend.cors.origin, [
      'http://localhost:3100',
      'http://127.0.0.1:3100',
    ]);
  });

  it('lets the pages open web sockets to the backend, which signals need', () => {
    const { app, backend } = pagesConfig('/pages');
    assert.equal(app.packageName, '/pages');
    assert.ok(backend.csp['connect-src'].includes('ws:'));
  });

  it('lets the lab say where the database is, but nobody what the address is', () => {
    const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'sluice-config-'));
    try {
      const args = writeConfig({
        address,
        files: {
          dataDir: '/data',
          configDir: dir,
          outagesDir: '/outages',
        },
        pagesDir: '/pages',
        extra: ['/lab.yaml'],
        ownConfig: false,
      });
      assert.deepEqual(
        args
          .filter(word => word !== '--config')
          .map(file => path.basename(file)),
        [
          'app-config.yaml',
          'database.yaml',
          'lab.yaml',
          'address.yaml',
          'pages.yaml',
        ],
      );
      const database = JSON.parse(
        fs.readFileSync(path.join(dir, 'database.yaml'), 'utf8'),
      );
      assert.equal(database.backend.database.connection.directory, '/data');
      assert.equal(database.pipelines.northstar.outagesDir, '/outages');
      const { ledger, releases } = database.pipelines;
      assert.equal(ledger.headFile, path.join('/data', 'ledger-heads.jsonl'));
      assert.equal(releases.artifactDirectory, path.join('/data', 'artifacts'));
      assert.equal(
        database.pipelines.northstar.deployments.dir,
        path.join('/data', 'deployments'),
      );
    } finally {
      fs.rmSync(dir, { recursive: true, force: true });
    }
  });
});
