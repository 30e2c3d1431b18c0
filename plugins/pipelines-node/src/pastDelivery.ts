import type {
  AdoptionLevel,
  EvidenceToAdd,
  PromotionToRequest,
  ReleaseToRegister,
} from '@sluice/plugin-pipelines-common';
import type { Deployer, DeployTarget } from './deployers';
import type { OperationRequest } from './operations';

/**
 * What somebody did, or what happened, before a demo was first started. Names (`release`, `promotion`, `incident`) are those under which
 * an earlier event of the same past brought it.
 *
 * @public
 */
export type PastEvent = {
  /** ISO 8601 in UTC, 24 characters. */
  at: string;
} & (
  | {
      /** A unit comes under Sluice. What it runs then, says the deployer. */
      does: 'adopt';
      unit: string;
      level: AdoptionLevel;
      by: string;
      reason: string;
    }
  | {
      /** CI registers a release, with what it found out about it. */
      does: 'register';
      name: string;
      release: ReleaseToRegister;
      evidence: Array<Pick<EvidenceToAdd, 'kind' | 'format' | 'content'>>;
      by: string;
    }
  | {
      /** The existing CI says what it deployed. */
      does: 'record';
      release: string;
      environment: string;
      by: string;
    }
  | ({
      does: 'request';
      name: string;
      release: string;
      incident?: string;
      by: string;
    } & Pick<
      PromotionToRequest,
      'environment' | 'kind' | 'lane' | 'reason' | 'breakGlass' | 'startAt'
    >)
  | {
      /** These vote for it, one after another, until it is approved. Who may not vote, doesn't. */
      does: 'approve';
      promotion: string;
      by: string[];
      comment?: string;
    }
  | {
      /** Back to the last known good. */
      does: 'roll-back';
      unit: string;
      environment: string;
      by: string;
      reason: string;
    }
  | { does: 'reject'; promotion: string; by: string; comment: string }
  | { does: 'cancel'; promotion: string; by: string; reason: string }
  | { does: 'review'; promotion: string; by: string; text: string }
  | {
      /** Each pipeline of the unit has run since, so many times. */
      does: 'run';
      target: DeployTarget;
      state: 'success' | 'failed';
      runs: number;
    }
  | { does: 'hold'; target: DeployTarget; by: string; reason: string }
  | {
      does: 'open-incident';
      name: string;
      title: string;
      pipelines: string[];
      by: string;
    }
  | { does: 'close-incident'; incident: string; by: string; note: string }
  | {
      /** Something happens to the environment itself. */
      does: 'happen';
      happens: () => Promise<void>;
    }
  | {
      /** Sluice reads what a target runs. */
      does: 'look';
      target: DeployTarget;
    }
  | {
      /** The last unmanaged change of a unit is acknowledged. */
      does: 'acknowledge';
      unit: string;
      by: string;
      reason: string;
    }
  | {
      /** Somebody proposes another policy than the one in force. */
      does: 'propose-policy';
      edit: (yaml: string) => string;
      by: string;
      reason: string;
    }
  | {
      /** Somebody asks for an operation, with the numbers as they are now; it waits for a decision. */
      does: 'ask-operation';
      /** The cluster. */
      sourceId: string;
      request: OperationRequest;
      by: string;
      reason: string;
    }
  /** Time has gone by, and what is over ends. */
  | { does: 'pass' }
);

/**
 * The time in the past of a demo.
 *
 * @public
 */
export interface PastClock {
  now(): Date;
  /** Lets so many milliseconds go by. */
  pass(milliseconds: number): void;
}

/**
 * What a demo tells of the time before it was first started. It is played once, to a database that knows of no delivery yet, through the
 * same services that people use: with a clock that is set back, and with nobody being told of what was long ago.
 *
 * @public
 */
export interface PastDelivery {
  /** In a word, for the log: `Northstar Retail`. */
  readonly name: string;
  /** It can be told once the catalog knows these. */
  readonly units: string[];
  /**
   * What happened until `now`, the oldest first. The same again for the same time.
   *
   * @param clock - of the past, for what happens to environments
   */
  events(now: Date, clock: PastClock): PastEvent[];
  /** What made environments run releases then. */
  deployer(clock: PastClock): Deployer;
}
