import {
  CLASSIFICATIONS,
  LIFECYCLES,
  TIERS,
} from '@sluice/plugin-pipelines-common';
import { SOURCES } from './sources';
import {
  DOMAINS,
  PEOPLE,
  PIPELINES,
  datasetsOf,
  type DatasetKey,
  type NorthstarPipeline,
} from '.';

const datasets = datasetsOf(PIPELINES);
const writers = new Map<DatasetKey, NorthstarPipeline>(
  PIPELINES.flatMap(p => p.writes.map(key => [key, p] as const)),
);

/** All datasets upstream of a pipeline; throws on a cycle, naming its path. */
function upstream(
  pipeline: NorthstarPipeline,
  path: string[] = [],
): Set<DatasetKey> {
  if (path.includes(pipeline.name)) {
    throw new Error(`cycle: ${[...path, pipeline.name].join(' → ')}`);
  }
  const found = new Set<DatasetKey>();
  for (const key of pipeline.reads) {
    found.add(key);
    const writer = writers.get(key);
    if (writer) {
      upstream(writer, [...path, pipeline.name]).forEach(k => found.add(k));
    }
  }
  return found;
}

describe('the Northstar fleet', () => {
  it.each([
    ['airflow-dag', 35],
    ['spark-job', 20],
    ['dbt-selection', 40],
    ['kafka-consumer', 25],
  ])('has as many pipelines of type %s as Northstar: %i', (type, count) => {
    expect(PIPELINES.filter(p => p.type === type)).toHaveLength(count);
  });

  it('has 120 pipelines in six domains, 12 of its DAGs legacy', () => {
    expect(PIPELINES).toHaveLength(120);
    expect(DOMAINS).toHaveLength(6);
    const legacy = PIPELINES.filter(p => p.lifecycle === 'legacy');
    expect(legacy).toHaveLength(12);
    expect(legacy.every(p => p.type === 'airflow-dag')).toBe(true);
  });

  it('has at least 210 dbt models', () => {
    const models = datasets.filter(d => d.type === 'dbt-model');
    expect(models.length).toBeGreaterThanOrEqual(210);
  });

  it('names nothing twice and no dataset has two writers', () => {
    const written = PIPELINES.flatMap(p => p.writes);
    expect(new Set(PIPELINES.map(p => p.name)).size).toBe(120);
    expect(written.filter((key, at) => written.indexOf(key) !== at)).toEqual(
      [],
    );
    expect(new Set(datasets.map(d => d.name)).size).toBe(datasets.length);
  });

  it('leaves alone the names of the lab’s real Airflow', () => {
    const names = PIPELINES.map(p => p.name);
    expect(names).not.toEqual(
      expect.arrayContaining([
        expect.stringMatching(
          /^(sales_orders_hourly|finance_daily_close|sales_orders_report|supply_supplier_feed|platform_heartbeat|customer_profile_daily|marketing_broken_import)$/,
        ),
      ]),
    );
  });

  it.each(PIPELINES.map(p => [p.name, p] as const))(
    '%s gets its data from a described source, without going in a circle',
    (_, pipeline) => {
      const origins = [...upstream(pipeline)].filter(key => !writers.has(key));
      expect(origins).not.toEqual([]);
      expect(origins.filter(key => !SOURCES[key])).toEqual([]);
    },
  );

  it('describes no source that nothing reads or that a pipeline writes', () => {
    const read = new Set(PIPELINES.flatMap(p => p.reads));
    const stray = (Object.keys(SOURCES) as DatasetKey[]).filter(
      key => !read.has(key) || writers.has(key),
    );
    expect(stray).toEqual([]);
  });

  it('uses the closed lists, and schedules everything but consumers', () => {
    for (const p of PIPELINES) {
      expect(TIERS).toContain(p.tier);
      expect(LIFECYCLES).toContain(p.lifecycle);
      p.classification.forEach(c => expect(CLASSIFICATIONS).toContain(c));
      expect(Boolean(p.schedule)).toBe(p.type !== 'kafka-consumer');
      expect(p.minutes > 0).toBe(p.type !== 'kafka-consumer');
      expect(p.minutes).toBeLessThan(45);
    }
  });

  it('ships in three DAG bundles and two dbt projects', () => {
    const units = (type: string) =>
      new Set(
        PIPELINES.filter(p => p.type === type && p.releaseUnit).map(
          p => p.releaseUnit,
        ),
      );
    expect([...units('airflow-dag')].sort()).toEqual([
      'northstar-dags-commerce',
      'northstar-dags-finance',
      'northstar-dags-platform',
    ]);
    expect([...units('dbt-selection')].sort()).toEqual([
      'northstar-dbt-commerce',
      'northstar-dbt-finance',
    ]);
  });

  it('has five data engineers, a platform engineer, a controller and an auditor', () => {
    const roles = PEOPLE.map(p => p.role);
    expect(roles.filter(r => r === 'data-engineer')).toHaveLength(5);
    expect(roles).toEqual(
      expect.arrayContaining([
        'platform-engineer',
        'finance-controller',
        'auditor',
      ]),
    );
    expect(PEOPLE).toHaveLength(8);
  });
});
