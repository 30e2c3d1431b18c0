import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  entityProblems,
  policyProblems,
  unrendered,
  yamlProblems,
} from './checks.mjs';

const file = (path, text) => ({ path, content: Buffer.from(text) });

describe('unrendered', () => {
  it('finds what is left, in names of files too', () => {
    assert.deepEqual(
      unrendered([
        file('a.md', 'one ${{ values.a }} and {% if b %}'),
        file('${{ values.c }}.sql', 'select 1'),
      ]),
      [
        'a.md: ${{ is left',
        'a.md: {% is left',
        'a.md: %} is left',
        '${{ values.c }}.sql: ${{ is left',
      ],
    );
  });

  it('leaves alone what dbt and GitHub evaluate themselves', () => {
    assert.deepEqual(
      unrendered([
        file('a.sql', "select * from {{ ref('a') }}"),
        file('.github/workflows/ci.yml', 'token: ${{ secrets.TOKEN }}'),
      ]),
      [],
    );
  });

  it('finds what GitHub would not know', () => {
    assert.deepEqual(
      unrendered([
        file('.github/workflows/ci.yml', 'name: ${{ values.name }}'),
      ]),
      ['.github/workflows/ci.yml: ${{ is left'],
    );
  });
});

describe('yamlProblems', () => {
  it('names the file that does not parse, and what is said twice', () => {
    const [unclosed, ...others] = yamlProblems([
      file('a.yaml', 'a: "b'),
      file('b.yml', 'a: 1\na: 2'),
      file('c.md', 'a: "b'),
    ]);
    assert.match(unclosed, /^a\.yaml: /);
    assert.match(others.join(), /^b\.yml: Map keys must be unique/);
  });
});

describe('entityProblems', () => {
  const entity = spec =>
    file(
      'catalog-info.yaml',
      JSON.stringify({
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'Component',
        metadata: {
          name: 'orders',
          annotations: { 'sluice.dev/dbt-selection': 'orders/tag:orders' },
        },
        spec: { type: 'dbt-selection', lifecycle: 'production', ...spec },
      }),
    );

  it('has nothing against a good one', async () => {
    assert.deepEqual(
      await entityProblems([entity({ owner: 'group:default/a' })]),
      [],
    );
  });

  it('tells what the catalog refuses, and what Sluice does not understand', async () => {
    const problems = await entityProblems([entity({ tier: 'one' })]);
    assert.match(problems.join('\n'), /owner/);
    assert.match(problems.join('\n'), /spec\.tier/);
  });

  it('misses the file', async () => {
    assert.deepEqual(await entityProblems([]), [
      'there is no catalog-info.yaml',
    ]);
  });
});

describe('policyProblems', () => {
  const rules = require =>
    file(
      'delivery-policy.yaml',
      JSON.stringify({ rules: [{ name: 'of a unit', require }] }),
    );

  it('takes rules that the portal would, and does without', () => {
    assert.deepEqual(policyProblems([rules({ evidence: ['unit'] })]), []);
    assert.deepEqual(policyProblems([]), []);
  });

  it('tells what a rule can not require', () => {
    const [problem] = policyProblems([rules({ evidence: ['hope'] })]);
    assert.match(problem, /delivery-policy\.yaml\.rules\[\d+\]\.require/);
  });
});
