/**
 * `type` of the items that validation puts into `status.items` of an entity. Other types there belong to others.
 *
 * @public
 */
export const PIPELINE_VALIDATION_STATUS = 'sluice.dev/pipeline-validation';

/**
 * Something that is wrong with an entity.
 *
 * @public
 */
export type EntityProblem = {
  /** `error`: the field isn't used. `warning`: it may not mean what its author thinks. */
  level: 'error' | 'warning';
  /** Where, for example `spec.classification[1]`. */
  path: string;
  /** Where, what is wrong and how to fix it: `spec.tier: must be 1, 2 or 3, got "high"`. */
  message: string;
};

/** Makes an {@link EntityProblem} whose message starts with its path. @internal */
export function problem(
  level: EntityProblem['level'],
  path: string,
  text: string,
): EntityProblem {
  return { level, path, message: `${path}: ${text}` };
}

/** A value as a message shows it: JSON, cut off where it gets long. @internal */
export function shown(value: unknown): string {
  const json = JSON.stringify(value) ?? String(value);
  return json.length > 60 ? `${json.slice(0, 57)}...` : json;
}

/** `a, b or c`. @internal */
export function either(values: readonly unknown[]): string {
  const words = values.map(String);
  const last = words.pop();
  return words.length ? `${words.join(', ')} or ${last}` : `${last}`;
}
