import { nearest } from '../../validation/nearest';
import type { SloCompletion } from '../definition';
import type { Rule } from './fields';
import { refOf } from './rules';

const DATASET = refOf('resource', 'resource:default/orders');
/** Airflow's own rule for a task_id; a task group joins with dots. */
const TASK_ID = /^[\p{L}\p{N}_.~-]{1,250}$/u;

/** `run`, `task:<id>`, `dataset:<entity ref>` or `freshness`. */
export const COMPLETION: Rule<SloCompletion> = {
  expected: 'run, task:<id>, dataset:<entity ref of a Resource> or freshness',
  read: value => {
    if (value === 'run' || value === 'freshness') return { type: value };
    const [type, rest] = typeof value === 'string' ? split(value) : [];
    if (type === 'task' && rest !== undefined && TASK_ID.test(rest)) {
      return { type, taskId: rest };
    }
    const entityRef = type === 'dataset' ? DATASET.read(rest) : undefined;
    return entityRef ? { type: 'dataset', entityRef } : undefined;
  },
  hint: value => {
    const [type, rest] = typeof value === 'string' ? split(value) : [];
    if (type === 'task') return 'name the task, such as task:load_orders';
    if (type === 'dataset') {
      return `name the dataset, such as dataset:resource:default/orders`;
    }
    const meant =
      type && nearest(type, ['run', 'task', 'dataset', 'freshness']);
    if (!meant) return undefined;
    return `did you mean ${meant}${rest === undefined ? '' : `:${rest}`}?`;
  },
};

/** The text that {@link COMPLETION} reads. @internal */
export function writeCompletion(completion: SloCompletion): string {
  switch (completion.type) {
    case 'task':
      return `task:${completion.taskId}`;
    case 'dataset':
      return `dataset:${completion.entityRef}`;
    default:
      return completion.type;
  }
}

function split(value: string): [string, string | undefined] {
  const colon = value.indexOf(':');
  return colon < 0
    ? [value, undefined]
    : [value.slice(0, colon), value.slice(colon + 1)];
}
