import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { rendered } from '../templates/rendered.mjs';
import { isCleanForRuff } from './isCleanForRuff.mjs';

describe('A new Spark job', () => {
  let project;

  before(async () => {
    project = await rendered('spark-job', {
      requirements: 'requirements-spark.txt',
      python: '>=3.11,<3.13',
      env: { SPARK_LOCAL_IP: '127.0.0.1' },
    });
  });

  it('is clean for ruff', () => isCleanForRuff(project));

  it('passes its tests on a local Spark', async () => {
    const { code, output } = await project.run('pytest', '-q');
    assert.equal(code, 0, output);
    assert.match(output, /\b16 passed\b/);
  });
});
