import { createHash } from 'node:crypto';
import { definitionKey } from './readDefinitions';

/** The catalog's limit for the name of an entity. */
const MAX_LENGTH = 63;

/** What a name is made from. @internal */
export type Named = {
  technology: string;
  externalId: string;
  /** What people call it, where the id says more than that. */
  name?: string;
};

/**
 * The entity name that an external id turns into by itself: lower case, accents dropped, everything else that a name
 * may not hold replaced by dashes.
 *
 * @returns undefined if that would lose letters or the end of the id, so that it has to be told apart by a hash
 * @internal
 */
export function plainName(externalId: string): string | undefined {
  const text = transliterate(externalId);
  const name = replaceForbidden(text);
  const isLossy = /[^\0-\x7f]/.test(text) || name.length > MAX_LENGTH;
  return isLossy || name === '' ? undefined : name;
}

/**
 * Names for definitions, each different from the others and valid in the catalog.
 *
 * Whoever has a plain name to themselves gets it. Where several would have the same, the one whose id is exactly that
 * name gets it, and the others get a hash at the end. That depends on the set alone, not on its order, so that names
 * stay what they are from one reading to the next.
 *
 * @param isTaken - whether a plain name belongs to something else in the catalog
 * @returns names by {@link definitionKey}
 * @internal
 */
export function assignNames(
  definitions: readonly Named[],
  isTaken: (name: string) => boolean = () => false,
): Map<string, string> {
  const names = new Map<string, string>();
  const used = new Set<string>();

  for (const [name, rivals] of groupByPlainName(definitions)) {
    const winner = pickWinner(name, rivals);
    if (winner && !isTaken(name)) {
      names.set(definitionKey(winner), name);
      used.add(name);
    }
  }

  const unnamed = definitions
    .filter(definition => !names.has(definitionKey(definition)))
    .sort((a, b) => (definitionKey(a) < definitionKey(b) ? -1 : 1));
  for (const definition of unnamed) {
    const name = [10, 20, 40]
      .map(length => hashedName(definition, length))
      .find(candidate => !used.has(candidate) && !isTaken(candidate));
    if (name) {
      names.set(definitionKey(definition), name);
      used.add(name);
    }
  }
  return names;
}

function groupByPlainName(definitions: readonly Named[]) {
  const groups = new Map<string, Named[]>();
  for (const definition of definitions) {
    const name = plainName(definition.name ?? definition.externalId);
    if (name !== undefined) {
      groups.set(name, [...(groups.get(name) ?? []), definition]);
    }
  }
  return groups;
}

function pickWinner(name: string, rivals: Named[]): Named | undefined {
  if (rivals.length === 1) return rivals[0];
  const exact = rivals.filter(
    rival => (rival.name ?? rival.externalId) === name,
  );
  return exact.length === 1 ? exact[0] : undefined;
}

function hashedName(definition: Named, hashLength: number): string {
  const hash = createHash('sha256')
    .update(definitionKey(definition))
    .digest('hex')
    .slice(0, hashLength);
  const start =
    replaceForbidden(transliterate(definition.name ?? definition.externalId)) ||
    replaceForbidden(transliterate(definition.technology)) ||
    'pipeline';
  return `${trim(start.slice(0, MAX_LENGTH - hashLength - 1))}-${hash}`;
}

function transliterate(text: string): string {
  return text
    .toLocaleLowerCase('en-US')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '');
}

function replaceForbidden(text: string): string {
  return trim(text.replace(/[^a-z0-9._-]+/g, '-'));
}

function trim(name: string): string {
  return name.replace(/^[^a-z0-9]+/, '').replace(/[^a-z0-9]+$/, '');
}
