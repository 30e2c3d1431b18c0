import { entitySchemaValidator } from '@backstage/catalog-model';
import {
  DiscoveredDefinition,
  PIPELINE_TYPES,
  validatePipelineEntity,
} from '@sluice/plugin-pipelines-common';
import fc from 'fast-check';
import { toEntity } from './toEntity';

const DEFINITION: DiscoveredDefinition = {
  technology: 'airflow',
  externalId: 'Orders_Daily',
  type: 'airflow-dag',
  environments: ['dev', 'prod'],
  sources: ['airflow-prod', 'airflow-dev'],
  paused: false,
};

function entityOf(definition?: Partial<DiscoveredDefinition>) {
  return toEntity({
    definition: { ...DEFINITION, ...definition },
    name: 'orders_daily',
    owner: 'group:default/sales',
  });
}

describe('toEntity', () => {
  it('makes a Component that is bound to what was discovered', () => {
    expect(
      entityOf({
        description: 'Loads orders',
        tags: ['tier:1', 'domain:Sales', 'Nightly'],
        schedule: '0 5 * * *',
        timezone: 'Europe/Berlin',
        url: 'https://airflow.example.com/dags/Orders_Daily/grid',
      }),
    ).toEqual({
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Component',
      metadata: {
        name: 'orders_daily',
        namespace: 'default',
        title: 'Orders_Daily',
        description: 'Loads orders',
        annotations: {
          'backstage.io/managed-by-location':
            'url:https://airflow.example.com/dags/Orders_Daily/grid',
          'backstage.io/managed-by-origin-location':
            'url:https://airflow.example.com/dags/Orders_Daily/grid',
          'sluice.dev/airflow-dag-id': 'Orders_Daily',
          'sluice.dev/discovered-by': 'airflow-dev',
        },
        tags: ['domain-sales', 'nightly', 'tier-1'],
        links: [
          {
            url: 'https://airflow.example.com/dags/Orders_Daily/grid',
            title: 'Open in airflow-dev',
          },
        ],
      },
      spec: {
        type: 'airflow-dag',
        lifecycle: 'production',
        owner: 'group:default/sales',
        tier: 1,
        domain: 'sales',
        schedule: { cron: '0 5 * * *', timezone: 'Europe/Berlin' },
      },
    });
  });

  it.each<[string, Partial<DiscoveredDefinition>, object]>([
    ['no zone', { schedule: '@daily' }, { cron: '@daily', timezone: 'UTC' }],
  ])('takes UTC for a schedule with %s', (_, definition, schedule) => {
    expect(entityOf(definition).spec?.schedule).toEqual(schedule);
  });

  it.each<[string, Partial<DiscoveredDefinition>]>([
    ['words', { schedule: 'on dataset s3://lake/orders' }],
    ['an unknown zone', { schedule: '@daily', timezone: 'Mars/Base' }],
    ['nothing', {}],
  ])('leaves out a schedule of %s', (_, definition) => {
    expect(entityOf(definition).spec).not.toHaveProperty('schedule');
  });

  it.each([['tier:high'], ['tier:'], ['domain:!'], ['domain:']])(
    'leaves out what the tag %s does not say',
    tag => {
      const { spec } = entityOf({ tags: [tag] });
      expect(spec).not.toHaveProperty('tier');
      expect(spec).not.toHaveProperty('domain');
    },
  );

  it('says that demo data is demo data', () => {
    expect(entityOf({ demo: true }).metadata.annotations).toMatchObject({
      'sluice.dev/demo': 'true',
    });
  });

  it('names the source where there is no page to point at', () => {
    const { metadata } = entityOf({ url: 'ftp://airflow.example.com' });
    expect(metadata.links).toBeUndefined();
    expect(metadata.annotations).toMatchObject({
      'backstage.io/managed-by-location': 'discovered:airflow-dev',
    });
  });

  it('is always an entity that the catalog takes: one that is not would keep all others out', () => {
    const validate = entitySchemaValidator();
    const text = fc.string({ unit: 'binary' });
    fc.assert(
      fc.property(
        fc.record(
          {
            title: text,
            description: text,
            tags: fc.array(
              fc.oneof(text, fc.constantFrom('tier:1', 'domain:x')),
            ),
            schedule: fc.oneof(text, fc.constant('0 5 * * *')),
            timezone: fc.oneof(text, fc.constant('UTC')),
            url: fc.oneof(text, fc.webUrl()),
            demo: fc.boolean(),
            externalId: text,
            type: fc.constantFrom(...PIPELINE_TYPES),
          },
          { requiredKeys: ['externalId', 'type'] },
        ),
        definition => {
          const entity = entityOf(definition as Partial<DiscoveredDefinition>);
          expect(() => validate(entity)).not.toThrow();
          expect(
            validatePipelineEntity(entity).filter(p =>
              p.path.startsWith('spec.'),
            ),
          ).toEqual([]);
        },
      ),
    );
  });
});
