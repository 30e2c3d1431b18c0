/** Where the choice is kept: for this tab alone, so that two tabs may be two people. */
const KEY = 'sluice.persona';

/** A person whom the reader chose to be. */
export type PersonaChoice = { entityRef: string; displayName: string };

/**
 * The choice of this tab, if there is one that can be read.
 *
 * @internal
 */
export function loadPersonaChoice(): PersonaChoice | undefined {
  try {
    const stored = JSON.parse(sessionStorage.getItem(KEY) ?? 'null');
    const isChoice =
      typeof stored?.entityRef === 'string' &&
      typeof stored?.displayName === 'string';
    return isChoice ? stored : undefined;
  } catch {
    // What another version or a curious hand left there is no reason to fail: the reader chooses again.
    return undefined;
  }
}

/** Keeps the choice for this tab. @internal */
export function storePersonaChoice(choice: PersonaChoice): void {
  const { entityRef, displayName } = choice;
  sessionStorage.setItem(KEY, JSON.stringify({ entityRef, displayName }));
}

/** Forgets the choice, so that the people are shown again. @internal */
export function clearPersonaChoice(): void {
  sessionStorage.removeItem(KEY);
}
