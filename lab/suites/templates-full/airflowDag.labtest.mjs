import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { labDatabaseUrl } from '../../services/postgres.mjs';
import { rendered } from '../templates/rendered.mjs';
import { isCleanForRuff } from './isCleanForRuff.mjs';

/** What a DAG may read from, by the answers that say so, and how many unit tests its repository has. */
const SOURCES = [
  { answers: 'orders', from: 'PostgreSQL', unit: 49 },
  { answers: 's3', from: 'S3', unit: 48 },
];

for (const airflow of [2, 3]) {
  for (const { answers, from, unit } of SOURCES) {
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

      it('is clean for ruff', () => isCleanForRuff(project));

      // As its CI runs them: each by itself, and none skipped.
      const passes = async (folder, count) => {
        const { code, output } = await project.run('pytest', '-q', folder);
        assert.equal(code, 0, output);
        assert.match(output, new RegExp(`^${count} passed`, 'm'), output);
      };
      it('passes its unit tests', () => passes('tests/unit', unit));
      it('is imported, and runs through its tasks', () =>
        passes('tests/dags', 14));
    });
  }
}
