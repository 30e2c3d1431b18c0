import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { labDatabaseUrl } from '../../services/postgres.mjs';
import { rendered } from '../templates/rendered.mjs';

/** What a DAG may read from, by the answers that say so, and how many tests its repository has. */
const SOURCES = [
  { answers: 'orders', from: 'PostgreSQL', tests: 63 },
  { answers: 's3', from: 'S3', tests: 62 },
];

for (const airflow of [2, 3]) {
  for (const { answers, from, tests } of SOURCES) {
    describe(`A new DAG that reads ${from}, on Airflow ${airflow}`, () => {
      let project;

      before(async () => {
        project = await rendered('airflow-dag', {
          answers,
          requirements: `requirements-airflow${airflow}.txt`,
          python: '>=3.11,<3.13',
          env: { SOURCE_TEST_URL: labDatabaseUrl('postgres') },
        });
      });

      it('is clean for ruff', async () => {
        for (const args of [['check'], ['format', '--check']]) {
          const { code, output } = await project.run('ruff', ...args, '.');
          assert.equal(code, 0, output);
        }
      });

      it('is imported, and passes its tests', async () => {
        const { code, output } = await project.run('pytest', '-q');
        assert.equal(code, 0, output);
        // None is skipped.
        assert.match(output, new RegExp(`^${tests} passed`, 'm'), output);
      });
    });
  }
}
