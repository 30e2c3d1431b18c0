import { refName } from '../fleet/words';

/** Who did something: a person, a client of the API, or Sluice itself. @internal */
export type Actor = { kind: 'person' | 'service' | 'system'; name: string };

/** Reads the actor of a row: `user:default/ines`, `service:ci`, `system:approvals`. @internal */
export function actorOf(actor: string): Actor {
  const [, prefix, name] = /^(service|system):(.*)$/.exec(actor) ?? [];
  if (prefix) return { kind: prefix as Actor['kind'], name };
  return { kind: 'person', name: refName(actor) };
}
