import type { JsonObject } from '@backstage/types';
import type { DeployableRelease, DeployTarget } from './deployers';

/**
 * What a gate protects. `integrity`: nobody skips it. `risk`: if it doesn't pass, more people have to approve.
 *
 * @public
 */
export type GateClass = 'integrity' | 'risk';

/**
 * What a gate found. `unknown`: what it needs can't be read. `inconclusive`: it was read, and says neither. `not-applicable`: there is
 * nothing to check here yet, and the finding says why.
 *
 * @public
 */
export type GateVerdict =
  | 'pass'
  | 'fail'
  | 'unknown'
  | 'inconclusive'
  | 'not-applicable';

/**
 * What a gate is asked about.
 *
 * @public
 */
export type GateQuestion = {
  target: DeployTarget;
  kind: 'promote' | 'rollback' | 'redeploy';
  lane: 'normal' | 'hotfix';
  release: DeployableRelease;
  /** What runs now; undefined on a first release. */
  baseline?: DeployableRelease;
  /** Entity refs of the member pipelines that the change touches. */
  members: string[];
  /** ISO 8601 in UTC. */
  at: string;
  /** What the policy says beside the gate's name. */
  params?: JsonObject;
};

/**
 * A verdict with what it rests on.
 *
 * @public
 */
export type GateFinding = {
  verdict: GateVerdict;
  /** In a sentence: figures, names, and what would make it pass. Plain text. */
  summary: string;
  /** For a machine and for the drawer. Small; never a secret. */
  evidence?: JsonObject;
};

/**
 * A check before a promotion goes on. It is asked where the policy names it, with the `params` that stand there.
 *
 * @public
 */
export interface Gate {
  /** Unique in the portal and of at most 60 characters, for example `schema-registry`. Policies name it so. */
  readonly name: string;
  /** For the pages. */
  readonly title: string;
  readonly class: GateClass;
  /** Whether what it reads changes by itself, so that it is asked again at dispatch. Verdicts of the others are part of what is approved. */
  readonly isLive: boolean;
  /** After which its verdict is `unknown`. */
  readonly timeoutSeconds: number;
  /** @throws if it can't tell, or its params make no sense: the verdict is `unknown` then, with the message as its summary */
  evaluate(question: GateQuestion, signal: AbortSignal): Promise<GateFinding>;
}
