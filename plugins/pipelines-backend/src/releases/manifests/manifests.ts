import { InputError } from '@backstage/errors';
import type { JsonObject, JsonValue } from '@backstage/types';
import { isRawDbtManifest, normaliseDbtManifest } from './dbtManifest';
import { MANIFESTS, type Manifests } from './shapes';

type Known = keyof typeof MANIFESTS;

const isKnown = (name: string): name is Known => Object.hasOwn(MANIFESTS, name);

/**
 * Manifests as they are kept and hashed: those that are understood (docs/releases.md) in one form, without what changes with each build;
 * all others as they came.
 *
 * @throws InputError that names the field
 * @internal
 */
export function normaliseManifests(manifests: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(manifests).map(([name, value]) => [
      name,
      isKnown(name) ? normalise(name, value) : value,
    ]),
  );
}

/**
 * What is understood of kept manifests.
 *
 * @returns also the names of those that are not understood, or were registered before they had a form: it is known whether they changed, and
 *   not what that means
 * @internal
 */
export function readManifests(manifests: JsonObject): {
  known: Manifests;
  others: string[];
} {
  const known: Manifests = {};
  const others: string[] = [];
  for (const [name, value] of Object.entries(manifests)) {
    const parsed = isKnown(name) && MANIFESTS[name].safeParse(value);
    if (parsed && parsed.success) {
      Object.assign(known, { [name]: parsed.data });
    } else {
      others.push(name);
    }
  }
  return { known, others };
}

function normalise(name: Known, value: JsonValue | undefined): JsonValue {
  const described =
    name === 'dbt' && isRawDbtManifest(value)
      ? normaliseDbtManifest(value)
      : value;
  const parsed = MANIFESTS[name].safeParse(described);
  if (parsed.success) return parsed.data as JsonValue;
  const [{ message, path }] = parsed.error.issues;
  throw new InputError(
    `manifests.${[name, ...path].map(String).join('.')}: ${message}`,
  );
}
