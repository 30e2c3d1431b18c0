import type { DagManifest } from '../manifests/shapes';
import { diffDags } from './dags';

const dag = (more: Partial<DagManifest> = {}): DagManifest => ({
  schedule: '0 5 * * *',
  tags: [],
  tasks: { load: { operator: 'SQLOperator', retries: 1, upstream: [] } },
  ...more,
});

describe('diffDags', () => {
  it.each<[string, DagManifest | undefined, DagManifest | undefined, string[]]>(
    [
      ['nothing', dag(), dag(), []],
      ['a DAG that comes', undefined, dag(), ['+ DAG close (non-breaking)']],
      ['a DAG that goes', dag(), undefined, ['- DAG close (breaking)']],
      [
        'another schedule',
        dag(),
        dag({ schedule: null }),
        ['~ DAG close: schedule 0 5 * * * → none (reversible)'],
      ],
      [
        'other tags',
        dag(),
        dag({ tags: ['sox'] }),
        ['~ DAG close: tags none → sox (non-breaking)'],
      ],
      [
        'an owner and a zone',
        dag(),
        dag({ owner: 'finance', timezone: 'Europe/Berlin' }),
        [
          '~ DAG close: owner none → finance (reversible)',
          '~ DAG close: timezone none → Europe/Berlin (reversible)',
        ],
      ],
      [
        'more retries',
        dag(),
        dag({
          tasks: {
            load: { operator: 'SQLOperator', retries: 3, upstream: [] },
          },
        }),
        ['~ DAG task load: retries 1 → 3 (reversible)'],
      ],
      [
        'a task that comes and is waited for',
        dag(),
        dag({
          tasks: {
            check: { operator: 'PythonOperator', upstream: [] },
            load: { operator: 'SQLOperator', retries: 1, upstream: ['check'] },
          },
        }),
        [
          '+ DAG task check (reversible)',
          '~ DAG task load: upstream none → check (reversible)',
        ],
      ],
      [
        'a task that goes',
        dag(),
        dag({ tasks: {} }),
        ['- DAG task load (reversible)'],
      ],
    ],
  )('says of %s', (_, base, to, expected) => {
    const changes = diffDags(base && { close: base }, to && { close: to });
    expect(changes.map(c => `${c.sign} ${c.title} (${c.impact})`)).toEqual(
      expected,
    );
    expect(changes.every(c => c.area === 'dag')).toBe(true);
  });
});
