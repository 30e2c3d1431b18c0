import { isPipeline, refOf } from './isPipeline';

const entity = (kind: string, type?: string) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind,
  metadata: { name: 'Close', namespace: 'default' },
  spec: type ? { type } : undefined,
});

describe('isPipeline', () => {
  it.each([
    ['Component', 'airflow-dag', true],
    ['Component', 'kafka-consumer', true],
    ['Component', 'service', false],
    ['Component', undefined, false],
    ['Resource', 'airflow-dag', false],
  ])('%s of type %s: %s', (kind, type, expected) => {
    expect(isPipeline(entity(kind, type))).toBe(expected);
  });

  it('names the entity as the API does', () => {
    expect(refOf(entity('Component', 'airflow-dag'))).toBe(
      'component:default/close',
    );
  });
});
