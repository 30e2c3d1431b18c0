import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { javaVersion } from './jars.mjs';

describe('javaVersion', () => {
  it('reads what Java says of itself', () => {
    assert.equal(javaVersion('openjdk version "17.0.15" 2025-04-15'), 17);
    assert.equal(javaVersion('java version "1.8.0_401"'), 1);
    assert.equal(javaVersion('sh: 1: java: not found'), undefined);
  });
});
