import { canonicalJson } from '../../canonical/digest';
import type { DagManifest } from '../manifests/shapes';
import { type Change, compare } from './entries';

type Dags = Record<string, DagManifest> | undefined;
type Task = DagManifest['tasks'][string];

/**
 * What changes of DAGs: which there are, when they run, their tasks.
 *
 * @internal
 */
export function diffDags(base: Dags, to: Dags): Change[] {
  const { added, changed, removed } = compare(base, to, isSame);
  return [
    ...added.map(dag =>
      change(dag, {
        sign: '+',
        title: `DAG ${dag}`,
        detail: `schedule ${shown(to![dag].schedule)}`,
        impact: 'non-breaking',
      }),
    ),
    ...removed.map(dag =>
      change(dag, { sign: '-', title: `DAG ${dag}`, impact: 'breaking' }),
    ),
    ...changed.flatMap(dag => diffDag(dag, base![dag], to![dag])),
  ];
}

function diffDag(dag: string, base: DagManifest, to: DagManifest): Change[] {
  const fields = differences(rest(base), rest(to)).map(({ name, text }) =>
    change(dag, {
      title: `DAG ${dag}: ${text}`,
      nature: name === 'tags' ? 'tags' : 'code',
      impact: name === 'tags' ? 'non-breaking' : 'reversible',
    }),
  );
  const tasks = compare(base.tasks, to.tasks, isSame);
  return [
    ...fields,
    ...tasks.added.map(task =>
      change(dag, {
        sign: '+',
        title: `DAG task ${task}`,
        detail: to.tasks[task].operator,
      }),
    ),
    ...tasks.removed.map(task =>
      change(dag, {
        sign: '-',
        title: `DAG task ${task}`,
        detail: base.tasks[task].operator,
      }),
    ),
    ...tasks.changed.map(task =>
      change(dag, {
        title: `DAG task ${task}: ${differences(
          base.tasks[task],
          to.tasks[task],
        )
          .map(({ text }) => text)
          .join(', ')}`,
      }),
    ),
  ];
}

function change(dag: string, how: Partial<Change> & { title: string }): Change {
  return {
    area: 'dag',
    sign: '~',
    impact: 'reversible',
    nature: 'code',
    place: { dag },
    ...how,
  };
}

function rest({ tasks, ...dag }: DagManifest): object {
  return dag;
}

/** `retries 1 → 3`, by the name of the field. */
function differences(
  base: object | Task,
  to: object | Task,
): Array<{ name: string; text: string }> {
  const [before, after] = [base, to] as Array<Record<string, unknown>>;
  const { added, changed, removed } = compare(before, after, isSame);
  return [...changed, ...added, ...removed].sort().map(name => ({
    name,
    text: `${name} ${shown(before[name])} → ${shown(after[name])}`,
  }));
}

function shown(value: unknown): string {
  if (value === undefined || value === null) return 'none';
  const text = textOf(value);
  return text.length > 120 ? `${text.slice(0, 119)}…` : text;
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return value.join(', ') || 'none';
  return canonicalJson(value);
}

function isSame(a: unknown, b: unknown): boolean {
  return canonicalJson(a) === canonicalJson(b);
}
