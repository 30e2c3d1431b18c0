import assert from 'node:assert/strict';
import { test } from 'node:test';
import { registryCommand } from './program.mjs';

test('the registry listens on the loopback alone, on its port and the next one', () => {
  const command = registryCommand('/somewhere', 18095);
  assert.equal(command[0], 'java');
  assert.ok(command.includes('-Dquarkus.http.host=127.0.0.1'));
  assert.ok(command.includes('-Dquarkus.http.port=18095'));
  assert.ok(command.includes('-Dquarkus.management.port=18096'));
});
