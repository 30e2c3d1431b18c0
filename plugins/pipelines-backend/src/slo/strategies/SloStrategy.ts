import type { SloDefinition } from '@sluice/plugin-pipelines-common';
import type { Knex } from 'knex';
import type { BurnReading } from '../burnRate';
import type { NextDue, SloMember, SloRecord, SloVersion } from '../sloRecords';
import type { Tally } from '../tally';

/** Which part of what is known of a pipeline changed, or is to be judged again. @internal */
export type MemberChange = {
  /** The place in history of the oldest run. */
  from?: string;
  /** The time of the oldest reading beside runs. */
  readingsFrom?: string;
  /** The time of the oldest reading of what the SLO rests on beside its pipelines; "" is the beginning. */
  inputsFrom?: string;
};

/** What an SLO is heading for, beside what its days add up to. @internal */
export type Outlook = {
  /** What is due next. */
  next?: NextDue;
  /** The alerts on the rate at which the budget is spent that fire now. */
  burning?: BurnReading[];
  /** How many of its pipelines read from a source that is silent although it normally isn't at this time. */
  silent?: number;
  /** Which they are. */
  silentPipelines?: number[];
  /** Which of its pipelines were bad lately. */
  burningPipelines?: number[];
  /** Freshness that rests on how far consumers are behind alone: what became of the data after them isn't measured. */
  lagAlone?: boolean;
  /** When time alone may change something; undefined: the next day. */
  recheckAt?: string;
};

/**
 * How SLOs of one shape are judged: by occurrences, by timeslices or by counts.
 *
 * @internal
 */
export interface SloStrategy {
  /** Whether a change of this sort can change anything. */
  concerns(change: MemberChange, slo: SloRecord): boolean;
  /**
   * Judges what changed of one pipeline, and what has become due.
   *
   * @returns the local dates that have to be added up again
   */
  judge(
    slo: SloRecord,
    versions: SloVersion[],
    member: SloMember,
    change: MemberChange,
  ): Promise<string[]>;
  /**
   * Adds these local dates up again.
   *
   * @returns what writes the result: reading goes outside of the transaction, which is to be short
   */
  fold(
    slo: SloRecord,
    versions: SloVersion[],
    dates: string[],
  ): Promise<(tx: Knex) => Promise<void>>;
  outlook(slo: SloRecord): Promise<Outlook>;
  /** What a definition would have come to by local date, from a time on; undefined where there are verdicts to show instead. */
  preview?(
    definition: SloDefinition,
    pipelineId: number,
    from: string,
  ): Promise<Map<string, Tally>>;
}
