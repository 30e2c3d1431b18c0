import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';

const OWNER_KINDS = ['group', 'user'];

/**
 * Completes the name of a group or user in a config file to its full entity ref: `Platform` is `group:default/platform`,
 * `user:ada` is `user:default/ada`.
 *
 * @param value - a name or an entity ref; a group of the default namespace unless it says otherwise
 * @param key - where in the config it stands, for the error
 * @returns the full ref, in lower case
 * @throws InputError that names the key if it is no entity ref, or one of something that can't own
 * @public
 */
export function completeOwnerRef(value: string, key: string): string {
  let ref;
  try {
    ref = parseEntityRef(value, {
      defaultKind: 'group',
      defaultNamespace: 'default',
    });
  } catch {
    throw new InputError(
      `${key} is '${value}', which is not an entity ref such as group:default/data-engineers`,
    );
  }
  const complete = stringifyEntityRef(ref);
  if (!OWNER_KINDS.some(kind => complete.startsWith(`${kind}:`))) {
    throw new InputError(`${key} is '${value}', but must be a group or a user`);
  }
  return complete;
}
