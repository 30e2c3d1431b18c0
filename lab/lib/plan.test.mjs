import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { services } from '../services/index.mjs';
import { startOrder } from './plan.mjs';

const service = (name, ...needs) => ({ name, needs });
const known = [
  service('connect', 'kafka', 'registry'),
  service('registry', 'kafka'),
  service('kafka'),
  service('postgres'),
];
const names = only => startOrder(known, only).map(each => each.name);

describe('startOrder', () => {
  it('puts what is needed first, once', () => {
    assert.deepEqual(names(), ['kafka', 'registry', 'connect', 'postgres']);
  });

  it('adds what the chosen ones need, and nothing else', () => {
    assert.deepEqual(names(['registry']), ['kafka', 'registry']);
  });
});

describe('the services of the lab', () => {
  it('have names and ports of their own', () => {
    assert.equal(
      new Set(services.map(each => each.name)).size,
      services.length,
    );
    assert.equal(
      new Set(services.map(each => each.port)).size,
      services.length,
    );
  });

  it('need only services that exist', () => {
    assert.equal(startOrder(services).length, services.length);
  });
});
