import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseLabArgs } from './args.mjs';

const KNOWN = ['postgres', 'airflow2-prod', 'airflow3'];
const parse = line => parseLabArgs(line.split(' ').filter(Boolean), KNOWN);

describe('parseLabArgs', () => {
  const accepted = [
    ['', { command: 'up', detach: false }],
    ['up --detach', { command: 'up', detach: true }],
    ['up --keep', { command: 'up', detach: true }],
    ['-d', { command: 'up', detach: true }],
    ['--only airflow2-prod', { command: 'up', only: ['airflow2-prod'] }],
    [
      'up --only airflow2-prod,airflow3',
      { only: ['airflow2-prod', 'airflow3'] },
    ],
    ['', { brokers: 1 }],
    ['--brokers 3', { command: 'up', brokers: 3 }],
    ['status', { command: 'status' }],
    [
      'logs airflow3 --follow',
      { command: 'logs', service: 'airflow3', follow: true },
    ],
    ['--help', { help: true }],
  ];
  for (const [line, expected] of accepted) {
    it(`accepts "${line}"`, () =>
      assert.partialDeepStrictEqual(parse(line), expected));
  }

  const refused = [
    ['dance', /Unknown command dance/],
    ['--loud', /Unknown option '--loud'/],
    ['logs', /logs needs a service: postgres, airflow2-prod, airflow3/],
    ['logs kafka', /Unknown service kafka/],
    ['--only airflow2-prod,kafka', /Unknown service kafka/],
    ['down airflow3', /Unexpected airflow3/],
    ['--only ,', /--only names no service/],
    ['--brokers 2', /--brokers is 2, but there are 1 and 3/],
  ];
  for (const [line, reason] of refused) {
    it(`refuses "${line}"`, () => assert.throws(() => parse(line), reason));
  }
});
