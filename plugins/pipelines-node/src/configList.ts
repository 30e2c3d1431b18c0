import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';

/**
 * Reads a list of what sources are made of, such as `pipelines.airflow`. Each has a name of its own: it is the source's id.
 *
 * @param options - `key` of the list; `title`: what it is a list of, in words; `because`: why a name has to be unique, beside its being so;
 *   `read`: one of them, by the key that it stands under, such as `pipelines.airflow[0]`
 * @throws InputError if it is no list, or two have one name, naming the keys; and what `read` throws
 * @public
 */
export function readConfigList<T extends { name: string; configKey: string }>(
  config: Config,
  options: {
    key: string;
    title: string;
    because?: string;
    read: (item: unknown, configKey: string) => T;
  },
): T[] {
  const { because = 'history hangs on the name', key, read, title } = options;
  const items = config.getOptional(key) ?? [];
  if (!Array.isArray(items)) {
    throw new InputError(`${key} must be a list of ${title}`);
  }
  const all = items.map((item, index) => read(item, `${key}[${index}]`));
  const keys = new Map<string, string>();
  for (const { configKey, name } of all) {
    const other = keys.get(name);
    if (other) {
      throw new InputError(
        `${configKey}.name is ${name}, and so is ${other}.name: ${because}, so it has to be unique`,
      );
    }
    keys.set(name, configKey);
  }
  return all;
}
