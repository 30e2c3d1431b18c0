import { stringifyError } from '@backstage/errors';
import type {
  FactDefinition,
  FactProvider,
  FactReading,
} from '@sluice/plugin-pipelines-node';
import { errorText } from '../observations';

/** A pipeline to find something out about. */
type Asked = { entityRef: string; type: string };

/**
 * Asks a provider about pipelines. Each fact of each pipeline gets a reading: what the provider doesn't mention, can't read or answers in
 * another type than it said is unknown, with the reason.
 *
 * @returns the readings, and what the provider did wrong, for the log
 * @internal
 */
export async function readFacts(
  provider: FactProvider,
  pipelines: readonly Asked[],
  options: { now: Date; signal: AbortSignal },
): Promise<{ readings: FactReading[]; problem?: string }> {
  const at = options.now.toISOString();
  const asked = pipelines.filter(({ type }) =>
    provider.facts.some(fact => isAbout(fact, type)),
  );
  let found: FactReading[] = [];
  let failure: string | undefined;
  let problem: string | undefined;
  if (asked.length > 0) {
    try {
      found = await provider.read(
        asked.map(({ entityRef }) => entityRef),
        options,
      );
    } catch (error) {
      if (options.signal.aborted) throw error;
      failure = `${provider.id} can't be read: ${errorText(error)}`;
      problem = `${provider.id}: ${stringifyError(error)}`;
    }
  }
  const byKey = new Map(
    found.map(reading => [`${reading.entityRef} ${reading.fact}`, reading]),
  );
  const readings = pipelines.flatMap(({ entityRef, type }) =>
    provider.facts.map((fact): FactReading => {
      const shared = {
        entityRef,
        fact: fact.name,
        at,
        source: provider.id,
      };
      if (!isAbout(fact, type)) {
        return {
          ...shared,
          state: 'not-applicable',
          reason: `It isn't known of pipelines of the type ${type}`,
        };
      }
      if (failure) return { ...shared, state: 'unknown', reason: failure };
      const reading = byKey.get(`${entityRef} ${fact.name}`);
      if (!reading) {
        return {
          ...shared,
          state: 'unknown',
          reason: `${provider.id} says nothing about it`,
        };
      }
      const wrong = wrongValue(fact, reading);
      if (!wrong) return reading;
      problem ??= `${provider.id}: ${fact.name} of ${entityRef} ${wrong}`;
      return {
        ...shared,
        state: 'unknown',
        reason: `${provider.id} answered wrongly: ${wrong}`,
      };
    }),
  );
  return { readings, problem };
}

function isAbout(fact: FactDefinition, type: string): boolean {
  return !fact.types || (fact.types as readonly string[]).includes(type);
}

/** @returns what is wrong with a value; undefined if nothing is */
function wrongValue(
  fact: FactDefinition,
  reading: FactReading,
): string | undefined {
  if (reading.state !== 'known') return undefined;
  const { value } = reading;
  const type = typeof value === 'string' ? 'text' : typeof value;
  if (type !== fact.type) return `is a ${type}, but should be a ${fact.type}`;
  return typeof value === 'number' && !Number.isFinite(value)
    ? `is ${value}`
    : undefined;
}
