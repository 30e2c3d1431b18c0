import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import { describe, it } from 'node:test';
import { HOST, portOf, portVariable, requireFree } from './ports.mjs';

const service = { name: 'airflow2-dev', port: 18081 };

describe('portOf', () => {
  it('is the fixed one unless the environment has another', () => {
    assert.equal(portVariable('airflow2-dev'), 'SLUICE_LAB_AIRFLOW2_DEV_PORT');
    assert.equal(portOf(service, {}), 18081);
    assert.equal(
      portOf(service, { SLUICE_LAB_AIRFLOW2_DEV_PORT: '28081' }),
      28081,
    );
  });

  for (const wrong of ['http', '0', '70000', '80.5']) {
    it(`refuses ${wrong}`, () => {
      assert.throws(
        () => portOf(service, { SLUICE_LAB_AIRFLOW2_DEV_PORT: wrong }),
        /is not a port/,
      );
    });
  }
});

describe('requireFree', () => {
  it('says in one line which port is taken and what to do', async () => {
    const other = createServer();
    await new Promise(resolve =>
      other.listen({ host: HOST, port: 0 }, resolve),
    );
    const { port } = other.address();
    await assert.rejects(requireFree(service, port), error => {
      assert.match(
        error.message,
        new RegExp(
          `Port ${port} \\(airflow2-dev\\) is taken.*SLUICE_LAB_AIRFLOW2_DEV_PORT`,
        ),
      );
      assert.ok(!error.message.includes('\n'));
      return true;
    });
    await new Promise(resolve => other.close(resolve));
    await requireFree(service, port);
  });
});
