import { mockServices } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { PipelineEntityProcessor } from './PipelineEntityProcessor';

const processor = PipelineEntityProcessor.create({
  logger: mockServices.logger.mock(),
});

function pipeline(options?: { spec?: object; status?: object }): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name: 'orders',
      annotations: { 'sluice.dev/airflow-dag-id': 'orders' },
    },
    spec: { type: 'airflow-dag', ...options?.spec },
    ...(options?.status && { status: options.status }),
  } as Entity;
}

const FOREIGN = { type: 'example.com/x', level: 'info', message: 'kept' };
const STALE = {
  type: 'sluice.dev/pipeline-validation',
  level: 'error',
  message: 'from the file',
};

describe('PipelineEntityProcessor', () => {
  it('returns a correct entity as it came', async () => {
    const entity = pipeline({ spec: { tier: 1 } });
    expect(await processor.postProcessEntity(entity)).toBe(entity);
  });

  it('attaches errors and warnings under a type of ours, beside those of others', async () => {
    const entity = pipeline({
      spec: { tier: 'high', teir: 1 },
      status: { items: [FOREIGN, STALE], other: 'kept' },
    });

    expect(await processor.postProcessEntity(entity)).toEqual({
      ...entity,
      status: {
        other: 'kept',
        items: [
          FOREIGN,
          {
            type: 'sluice.dev/pipeline-validation',
            level: 'error',
            message: 'spec.tier: must be 1, 2 or 3, got "high"',
          },
          {
            type: 'sluice.dev/pipeline-validation',
            level: 'warning',
            message: 'spec.teir: has no effect; did you mean tier?',
          },
        ],
      },
    });
  });

  it('takes away items of our type that the entity brought along', async () => {
    expect(
      await processor.postProcessEntity(
        pipeline({ status: { items: [STALE] } }),
      ),
    ).toMatchObject({ status: { items: [] } });
  });

  it('reports the SLOs of a System too, against the calendars of the config', async () => {
    const system = {
      ...pipeline(),
      kind: 'System',
      metadata: { name: 'finance' },
      spec: {
        owner: 'finance',
        slos: [
          {
            name: 'facts-by-six',
            kind: 'deadline',
            target: 99.5,
            window: { rolling: '28d' },
            selector: { name: 'fct_*' },
            deadline: { time: '06:00', timezone: 'UTC', calendar: 'work-days' },
          },
        ],
      },
    } as Entity;
    const withCalendars = (calendars: string[]) =>
      PipelineEntityProcessor.create({
        logger: mockServices.logger.mock(),
        calendars,
      });

    expect(await withCalendars(['work-days']).postProcessEntity(system)).toBe(
      system,
    );
    expect(
      await withCalendars(['business-days']).postProcessEntity(system),
    ).toMatchObject({
      status: {
        items: [
          {
            type: 'sluice.dev/pipeline-validation',
            level: 'error',
            message:
              'spec.slos[0].deadline.calendar: must be a calendar of the config: business-days, got "work-days"',
          },
        ],
      },
    });
  });

  it('never throws, so it never hides an entity', async () => {
    const broken = { ...pipeline(), kind: undefined } as unknown as Entity;
    await expect(processor.postProcessEntity(broken)).resolves.toBe(broken);
  });
});
