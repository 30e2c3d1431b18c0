import type {
  FactEvidence,
  FactReading,
  FactValue,
} from '@sluice/plugin-pipelines-node';

/** What a provider says of its facts of one pipeline, in short. @internal */
export type Said = {
  known(fact: string, value: FactValue, evidence?: FactEvidence[]): FactReading;
  unknown(fact: string, reason: string): FactReading;
  notApplicable(fact: string, reason: string): FactReading;
};

/** A page shows this much, and more would be written each time. */
const MOST_EVIDENCE = 10;

/** @param of - `at`: when it was so, ISO 8601 in UTC */
export function say(of: {
  entityRef: string;
  source: string;
  at: string;
}): Said {
  return {
    known: (fact, value, evidence) => ({
      ...of,
      fact,
      state: 'known',
      value,
      ...(evidence?.length && { evidence: evidence.slice(0, MOST_EVIDENCE) }),
    }),
    unknown: (fact, reason) => ({ ...of, fact, state: 'unknown', reason }),
    notApplicable: (fact, reason) => ({
      ...of,
      fact,
      state: 'not-applicable',
      reason,
    }),
  };
}

/** To three digits, so that a share that hardly moves is the same fact. */
export function share(value: number): number {
  return Math.round(value * 1000) / 1000;
}
