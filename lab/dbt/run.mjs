/*
 * Loads the raw tables, builds the marts and looks how fresh the sources are:
 *
 *   node lab/dbt/run.mjs [--warehouse snowflake] [--largest-order 10] [--age-hours 30]
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ARTIFACTS, dbtProject } from './dbt.mjs';

const { values } = parseArgs({
  options: {
    warehouse: { type: 'string', default: 'duckdb' },
    'largest-order': { type: 'string' },
    'age-hours': { type: 'string', default: '0' },
  },
});
const dbt = dbtProject({
  warehouse: values.warehouse,
  say: line => console.log(line),
});
await dbt.load({ ageHours: Number(values['age-hours']) });
const largestOrder = values['largest-order'];
const built = await dbt.build({
  vars: largestOrder ? { largest_order: Number(largestOrder) } : {},
});
const fresh = await dbt.sourceFreshness();
console.log(
  [
    built.succeeded ? 'Built' : 'Built, with failures',
    fresh.succeeded ? 'fresh sources' : 'sources that are too old',
    ...ARTIFACTS.map(name => join(dbt.target, `${name}.json`)),
  ].join('\n'),
);
