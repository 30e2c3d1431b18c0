import assert from 'node:assert/strict';
import net from 'node:net';
import { describe, it } from 'node:test';
import { requireSpace } from './disk.mjs';
import { oneLine } from './errors.mjs';
import { explainInstallFailure } from './install.mjs';
import { chosen } from './labSuites.mjs';
import { lastError } from './portal.mjs';
import { freePort, requireFreePort } from './ports.mjs';

describe('a failure is told in one line', () => {
  for (const [title, output, expected] of [
    [
      'a full disk',
      'YN0001: Error: ENOSPC: no space left on device',
      /disk is full/,
    ],
    [
      'an old lock file',
      'YN0028: The lockfile would have been modified',
      /yarn\.lock doesn't fit/,
    ],
    [
      'no network',
      'YN0001: RequestError: getaddrinfo EAI_AGAIN',
      /can't be reached.*log/,
    ],
    [
      'a closed port',
      'connect ECONNREFUSED 127.0.0.1:1',
      /can't be reached.*log/,
    ],
    ['anything else', 'YN0013: something', /failed; details in start\.log/],
  ]) {
    it(`of an install: ${title}`, () => {
      const message = explainInstallFailure(output, 'start.log');
      assert.match(message, expected);
      assert.equal(message.includes('\n'), false);
    });
  }

  it('of ours, without its stack', () => {
    assert.equal(oneLine(new Error('a\n  at b')), 'a');
    assert.match(
      oneLine(Object.assign(new Error('write'), { code: 'ENOSPC' })),
      /disk is full/,
    );
    assert.equal(oneLine('text'), 'text');
  });

  it('of the backend, from its log', () => {
    const log =
      '\x1b[2m2026\x1b[22m info ok\nInputError: Missing required config value at x\n    at a.js:1\n';
    assert.equal(
      lastError(log),
      'InputError: Missing required config value at x',
    );
    assert.equal(lastError('nothing\n'), undefined);
  });

  it('of a taken port', async () => {
    const server = net.createServer();
    const port = await freePort();
    await new Promise(resolve => {
      server.listen({ port, host: '127.0.0.1' }, () => resolve(undefined));
    });
    try {
      await assert.rejects(
        requireFreePort(port, 'the page', 'use another one'),
        {
          name: 'UserError',
          message: `Port ${port} for the page is taken by another program: use another one`,
        },
      );
    } finally {
      server.close();
    }
    await requireFreePort(await freePort(), 'the page', 'use another one');
  });

  it('of too little space', () => {
    assert.throws(
      () => requireSpace('/nowhere/yet', 1e9, 'the packages'),
      /Not enough disk space for the packages: \d+ MB free in \/, 1000000000 MB needed/,
    );
    requireSpace('/', 0, 'nothing');
  });
});

describe('the suites of the lab', () => {
  const suites = [
    { name: 'airflow', services: [], tests: '', minutes: 5 },
    { name: 'soak', services: [], tests: '', minutes: 60, full: true },
  ];
  for (const [words, expected] of [
    [[], ['airflow']],
    [['full'], ['airflow', 'soak']],
    [['soak'], ['soak']],
  ]) {
    it(`are chosen by '${words}'`, () => {
      assert.deepEqual(
        chosen(suites, words).map(({ name }) => name),
        expected,
      );
    });
  }

  it('are named when one is unknown', () => {
    assert.throws(() => chosen(suites, ['kafka']), /there are: airflow, soak/);
  });
});
