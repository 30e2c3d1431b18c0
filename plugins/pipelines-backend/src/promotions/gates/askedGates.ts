import type { JsonObject } from '@backstage/types';
import type { Gate } from '@sluice/plugin-pipelines-node';
import type { Requirements } from '../ports';

/** A gate of a module, as a policy asks it. @internal */
export type AskedGate = {
  gate: Gate;
  /** Unique among those asked: a gate that is asked twice, with other params, is numbered. */
  name: string;
  title: string;
  params: JsonObject;
};

/**
 * Which gates of modules a policy asks, and with what. One that isn't there can't be passed: who takes a module out must not thereby open
 * a door.
 *
 * @param wanted - what the policy asks for
 * @param brought - what modules bring
 * @param own - names of our own gates, which are always asked
 * @internal
 */
export function askedGates(
  wanted: Requirements['gates'],
  brought: Gate[],
  own: readonly string[],
): AskedGate[] {
  const byName = new Map(brought.map(gate => [gate.name, gate]));
  const times = new Map<string, number>();
  return wanted
    .filter(({ name }) => !own.includes(name))
    .map(({ name, params }) => {
      const gate = byName.get(name) ?? missing(name);
      const time = (times.get(name) ?? 0) + 1;
      times.set(name, time);
      return {
        gate,
        name: time === 1 ? name : `${name} ${time}`,
        title: time === 1 ? gate.title : `${gate.title} (${time})`,
        params,
      };
    });
}

function missing(name: string): Gate {
  return {
    name,
    title: name,
    class: 'integrity',
    isLive: true,
    timeoutSeconds: 1,
    evaluate: async () => ({
      verdict: 'unknown',
      summary: `The policy asks for the gate ${name}, which no module of this portal brings`,
    }),
  };
}
