import assert from 'node:assert/strict';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import { rendered } from './rendered.mjs';

describe('A new dbt selection', () => {
  let project;

  before(async () => {
    project = await rendered('dbt-selection', {
      requirements: 'requirements-dbt-ci.txt',
      python: '>=3.11,<3.14',
      env: { DBT_PROFILES_DIR: '.' },
    });
  });

  const read = path => readFileSync(join(project.folder, path), 'utf8');
  const change = (path, from, to) => {
    const text = read(path);
    assert.match(text, from);
    writeFileSync(join(project.folder, path), text.replace(from, to));
  };

  it('builds, with its contract and all its tests', async () => {
    const { code, output } = await project.run('dbt', 'build');
    assert.equal(code, 0, output);
    const { results } = JSON.parse(read('target/run_results.json'));
    const count = kind =>
      results.filter(({ unique_id: id }) => id.startsWith(`${kind}.`)).length;
    assert.deepEqual(
      ['model', 'test', 'unit_test'].map(count),
      [3, 13, 1],
      output,
    );
  });

  it('is clean for sqlfluff', async () => {
    const { code, output } = await project.run(
      'sqlfluff',
      'lint',
      'models',
      'tests',
    );
    assert.equal(code, 0, output);
  });

  it('does not build another type than its contract says', async () => {
    const model = 'models/marts/orders_daily.sql';
    change(model, /as bigint/, 'as varchar');
    try {
      const { code, output } = await project.run(
        ...['dbt', 'build', '--select', 'orders_daily'],
      );
      assert.equal(code, 1, output);
      assert.match(output, /enforced contract/);
    } finally {
      change(model, /as varchar\) as row_count/, 'as bigint) as row_count');
    }
  });

  it('tells of a column that its readers would miss, which dbt only warns of', async () => {
    const path = join(project.folder, 'target', 'manifest.json');
    const earlier = join(project.folder, 'target', 'before.json');
    cpSync(path, earlier);
    const compare = () =>
      project.run('python', 'ci/compare_contracts.py', earlier, path);
    assert.equal((await compare()).code, 0);
    change('models/marts/marts.yml', / *- \{ name: row_count.*\n/, '');
    change('models/marts/orders_daily.sql', /.*row_count,\n/, '');
    change('models/marts/marts.yml', /row_count: \d+, /g, '');
    const parsed = await project.run('dbt', 'parse');
    assert.equal(parsed.code, 0, parsed.output);
    const { code, output } = await compare();
    assert.equal(code, 1);
    assert.match(output, /orders_daily: row_count is gone/);
  });
});
