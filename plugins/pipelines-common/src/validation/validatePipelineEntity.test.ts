import type { Entity } from '@backstage/catalog-model';
import type { JsonObject } from '@backstage/types';
import fc from 'fast-check';
import { ANNOTATIONS } from '../annotations';
import { DATASET_TYPES } from '../vocabulary';
import { validatePipelineEntity } from './validatePipelineEntity';

function pipeline(options?: {
  spec?: JsonObject;
  annotations?: Record<string, unknown>;
  kind?: string;
}): Entity {
  const {
    spec,
    annotations = { 'sluice.dev/airflow-dag-id': 'orders_daily' },
    kind = 'Component',
  } = options ?? {};
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: {
      name: 'orders-daily',
      annotations: annotations as Record<string, string>,
    },
    spec: {
      type: 'airflow-dag',
      owner: 'sales-data',
      lifecycle: 'production',
      ...spec,
    },
  };
}

function messages(entity: Entity) {
  return validatePipelineEntity(entity).map(p => `${p.level} ${p.message}`);
}

describe('validatePipelineEntity', () => {
  it('finds nothing wrong with a complete pipeline', () => {
    expect(
      messages(
        pipeline({
          spec: {
            tier: 1,
            classification: ['sox', 'pii'],
            lifecycle: 'legacy',
            schedule: { cron: '0 5 * * MON-FRI', timezone: 'Europe/Berlin' },
            domain: 'domain:default/sales',
            system: 'orders',
            dependsOn: ['resource:orders'],
          },
          annotations: {
            'sluice.dev/airflow-dag-id': 'orders.daily~v2',
            'sluice.dev/runbook': './runbooks/orders.md',
            'sluice.dev/docs': 'https://example.com/orders.md',
            'sluice.dev/release-unit': 'dags-sales',
            'backstage.io/techdocs-ref': 'dir:.',
          },
        }),
      ),
    ).toEqual([]);
  });

  it('finds nothing wrong with one that says no more than it has to', () => {
    expect(messages(pipeline())).toEqual([]);
  });

  it.each<[string, JsonObject, string]>([
    ['a word', { tier: 'high' }, 'spec.tier: must be 1, 2 or 3, got "high"'],
    [
      'a quoted number',
      { tier: '2' },
      'spec.tier: must be 1, 2 or 3, got "2"; remove the quotes',
    ],
    [
      'a number out of range',
      { tier: 4 },
      'spec.tier: must be 1, 2 or 3, got 4',
    ],
    ['null', { tier: null }, 'spec.tier: must be 1, 2 or 3, got null'],
    [
      'a classification without a list',
      { classification: 'pii' },
      'spec.classification: must be a list such as [sox, pii], got "pii"',
    ],
    [
      'a misspelt classification',
      { classification: ['sox', 'PIi'] },
      'spec.classification[1]: must be sox, pii or internal, got "PIi"; did you mean pii?',
    ],
    [
      'an unknown classification',
      { classification: [{ secret: true }] },
      'spec.classification[0]: must be sox, pii or internal, got {"secret":true}',
    ],
    [
      'an unknown lifecycle',
      { lifecycle: 'live' },
      'spec.lifecycle: must be experimental, production, legacy or deprecated, got "live"',
    ],
    [
      'a misspelt lifecycle',
      { lifecycle: 'prodction' },
      'spec.lifecycle: must be experimental, production, legacy or deprecated, got "prodction"; did you mean production?',
    ],
    [
      'a schedule in one string',
      { schedule: '0 5 * * *' },
      'spec.schedule: must have the fields cron and timezone, such as {cron: \'0 5 * * *\', timezone: Europe/Berlin}, got "0 5 * * *"',
    ],
    [
      'a cron field out of range',
      { schedule: { cron: '61 * * * *', timezone: 'UTC' } },
      'spec.schedule.cron: must be a cron expression of five fields such as \'0 5 * * *\', or @hourly, @daily, @weekly, got "61 * * * *": Invalid value for minute: 61',
    ],
    [
      'a cron expression with seconds',
      { schedule: { cron: '0 0 5 * * *', timezone: 'UTC' } },
      "spec.schedule.cron: must be a cron expression of five fields such as '0 5 * * *', or @hourly, @daily, @weekly, got \"0 0 5 * * *\": mode '5-part' requires exactly 5 parts, but pattern '0 0 5 * * *' has 6 parts.",
    ],
    [
      'an unknown time zone',
      { schedule: { cron: '@daily', timezone: 'Mars/Base' } },
      'spec.schedule.timezone: must be an IANA time zone such as Europe/Berlin or UTC, got "Mars/Base"',
    ],
    [
      'an offset as time zone',
      { schedule: { cron: '@daily', timezone: '+02:00' } },
      'spec.schedule.timezone: must be an IANA time zone such as Europe/Berlin or UTC, got "+02:00"',
    ],
    [
      'a field that a schedule does not have',
      { schedule: { cron: '@daily', timezone: 'UTC', timezon: 'CET' } },
      'spec.schedule.timezon: is not a field of a schedule; did you mean timezone?',
    ],
    [
      'a domain that is another kind',
      { domain: 'system:default/orders' },
      'spec.domain: must be the name or entity ref of a Domain, got "system:default/orders"',
    ],
  ])('says where %s is wrong and how to fix it', (_, spec, message) => {
    expect(messages(pipeline({ spec }))).toEqual([`error ${message}`]);
  });

  it('reports every problem at once', () => {
    expect(
      messages(
        pipeline({
          spec: {
            tier: 0,
            schedule: { timezone: 'x' },
            classification: ['a', 'b'],
          },
        }),
      ),
    ).toHaveLength(5);
  });

  it.each<[string, Record<string, unknown>, string]>([
    [
      'a misspelt annotation',
      { 'sluice.dev/airflow-dagid': 'x', 'sluice.dev/airflow-dag-id': 'x' },
      'metadata.annotations.sluice.dev/airflow-dagid: is not an annotation of ours; did you mean sluice.dev/airflow-dag-id?',
    ],
    [
      'an invented annotation',
      { 'sluice.dev/colour-of-money': 'x', 'sluice.dev/airflow-dag-id': 'x' },
      'metadata.annotations.sluice.dev/colour-of-money: is not an annotation of ours; known are ',
    ],
    [
      'a value that does not match',
      { 'sluice.dev/airflow-dag-id': 'orders daily' },
      'metadata.annotations.sluice.dev/airflow-dag-id: must be a dag_id: letters, digits, dots, dashes and underscores, got "orders daily"',
    ],
    [
      'a value that is not text',
      { 'sluice.dev/demo': true, 'sluice.dev/airflow-dag-id': 'x' },
      'metadata.annotations.sluice.dev/demo: must be text, got true; put it in quotes',
    ],
    [
      'a binding of another technology',
      { 'sluice.dev/kafka-consumer-group': 'orders' },
      'metadata.annotations.sluice.dev/airflow-dag-id: is missing: spec.type is airflow-dag, but the annotation is sluice.dev/kafka-consumer-group; set this annotation, or change spec.type to kafka-consumer',
    ],
  ])('says where %s is', (_, annotations, message) => {
    expect(messages(pipeline({ annotations }))).toEqual([
      expect.stringContaining(`error ${message}`),
    ]);
  });

  it('lets a DAG that runs dbt name both', () => {
    expect(
      messages(
        pipeline({
          annotations: {
            'sluice.dev/airflow-dag-id': 'close',
            'sluice.dev/dbt-selection': 'finance/tag:close',
          },
        }),
      ),
    ).toEqual([]);
  });

  it.each<[string, Entity, string]>([
    [
      'a pipeline that nothing can be observed of',
      pipeline({ annotations: {} }),
      'metadata.annotations.sluice.dev/airflow-dag-id: is missing, so no runs of this airflow-dag can be shown',
    ],
    [
      'a type that looks like ours',
      pipeline({ spec: { type: 'Airflow_DAG' }, annotations: {} }),
      'spec.type: "Airflow_DAG" is not the type of a pipeline, so Sluice leaves this entity alone; did you mean airflow-dag?',
    ],
    [
      'a dataset type that looks like ours',
      pipeline({
        kind: 'Resource',
        spec: { type: 'snowflake_tables' },
        annotations: {},
      }),
      'did you mean snowflake-table?',
    ],
    [
      'a service with the annotation of a pipeline',
      pipeline({ spec: { type: 'service' } }),
      'metadata.annotations.sluice.dev/airflow-dag-id: has no effect, because this is no pipeline: make it a Component with spec.type airflow-dag',
    ],
    [
      'a field that looks like ours',
      pipeline({ spec: { teir: 1 } }),
      'spec.teir: has no effect; did you mean tier?',
    ],
    [
      'a schedule without a zone',
      pipeline({ spec: { schedule: { cron: '@daily' } } }),
      'spec.schedule.timezone: is missing, so UTC is assumed',
    ],
  ])('warns of %s', (_, entity, message) => {
    expect(validatePipelineEntity(entity)).toEqual([
      expect.objectContaining({
        level: 'warning',
        message: expect.stringContaining(message),
      }),
    ]);
  });

  it.each([...DATASET_TYPES])('validates a dataset, %s', type => {
    const dataset = (spec: JsonObject) =>
      pipeline({ kind: 'Resource', annotations: {}, spec: { type, ...spec } });

    expect(messages(dataset({ tier: 2, classification: ['pii'] }))).toEqual([]);
    expect(messages(dataset({ tier: 9 }))).toEqual([
      'error spec.tier: must be 1, 2 or 3, got 9',
    ]);
  });

  it('leaves alone what is not ours', () => {
    expect(
      messages(
        pipeline({
          spec: { type: 'service', tier: 'gold', schedule: 'daily' },
          annotations: { 'example.com/tier': 'x' },
        }),
      ),
    ).toEqual([]);
    expect(
      messages({
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'Group',
        metadata: { name: 'sales-data' },
      }),
    ).toEqual([]);
  });

  it('never throws, whatever stands in the spec', () => {
    fc.assert(
      fc.property(
        fc.record({
          tier: fc.jsonValue(),
          classification: fc.jsonValue(),
          lifecycle: fc.jsonValue(),
          schedule: fc.oneof(
            fc.jsonValue(),
            fc.record({ cron: fc.jsonValue(), timezone: fc.jsonValue() }),
            fc.record({ cron: fc.string(), timezone: fc.string() }),
          ),
          domain: fc.jsonValue(),
          type: fc.constantFrom('airflow-dag', 'kafka-consumer', 'x'),
        }),
        fc.dictionary(
          fc.oneof(fc.constantFrom(...Object.keys(ANNOTATIONS)), fc.string()),
          fc.jsonValue(),
        ),
        (spec, annotations) => {
          const problems = validatePipelineEntity(
            pipeline({ spec: spec as JsonObject, annotations }),
          );
          for (const { path, message } of problems) {
            expect(message.startsWith(`${path}: `)).toBe(true);
          }
        },
      ),
    );
  });
});
