import { NotFoundError } from '@backstage/errors';
import type { JsonObject } from '@backstage/types';
import type { PromotionKind } from '@sluice/plugin-pipelines-common';
import type {
  DeployChange,
  Deployer,
  DeployPlan,
  DeployTarget,
} from '@sluice/plugin-pipelines-node';
import type { EvidenceRecord, ReleaseRecord } from '../../releases';
import type { PromotionContext } from '../context';
import type { GateContext } from '../gates/gateContext';
import type { Member, PolicyQuestion, Requirements } from '../ports';
import type { SubjectParts } from '../subject';
import { deployable } from './deployable';
import type { ReachReader } from './Reach';
import { usualSeconds } from './usualTime';

/** So many of a unit's last promotions are looked at, for how long they take and how often they fail. */
const PAST = 60;

/** What a change comes upon, put together from what is there now. @internal */
export type Situation = {
  release: ReleaseRecord;
  deployer: Deployer;
  deployChange: DeployChange;
  deployPlan: DeployPlan;
  lane: PolicyQuestion['lane'];
  requirements: Requirements;
  question: PolicyQuestion;
  /** What the ledger says runs there, if it is a release. */
  baseline: ReleaseRecord | undefined;
  /** The values that it was deployed with; undefined if Sluice didn't deploy it. */
  baselineConfig: JsonObject | undefined;
  baselineVersion: string | null;
  /** What gates look at. */
  gates: GateContext;
};

/** Puts together what a change comes upon: for a plan, and once more at dispatch. @internal */
export class Situations {
  readonly #context: PromotionContext;
  readonly #reach: ReachReader;

  constructor(context: PromotionContext, reach: ReachReader) {
    this.#context = context;
    this.#reach = reach;
  }

  /**
   * @param of - `members`: which of the unit it changes, as approved; otherwise those that the diff names
   * @throws NotFoundError if there is no such release, or nothing deploys the unit there
   */
  async of(of: {
    releaseId: number;
    environment: string;
    kind: PromotionKind;
    lane: PolicyQuestion['lane'];
    incidentId: number | null;
    requestedBy: string;
    members?: string[];
  }): Promise<Situation> {
    const { clock, configOf, database, deployerFor, releases, store } =
      this.#context;
    const { environment, incidentId, kind, lane, requestedBy } = of;
    const release = await releases.find(of.releaseId, database);
    if (!release) {
      throw new NotFoundError(`There is no release ${of.releaseId}`);
    }
    const target = { unit: release.unit, environment };
    const deployer = deployerFor(target);
    if (!deployer) {
      throw new NotFoundError(
        `Nothing deploys ${release.unit} into ${environment}: no deployer in the config of the backend handles it`,
      );
    }
    const running = await this.#running(target);
    const { baseline } = running;
    const change = await releases.change(baseline, release);
    const members = membersIn(
      await this.#context.members.of(release.unit),
      of.members ?? named(change.members),
    );
    const question = { environment, unit: release.unit, kind, lane, members };
    const requirements = await this.#context.policies.requirements(
      question,
      database,
    );
    const deployChange: DeployChange = {
      target,
      kind,
      from: baseline && deployable(baseline),
      to: deployable(release),
      config: configOf(target),
      members: of.members ?? members.map(each => each.entityRef),
    };
    const deployPlan = await deployer.plan(deployChange);
    const past = await store.page(target, { limit: PAST }, database);
    return {
      ...running,
      release,
      deployer,
      deployChange,
      deployPlan,
      lane,
      requirements,
      question,
      gates: {
        question: {
          target,
          kind,
          lane,
          release: deployChange.to,
          baseline: deployChange.from,
          members: deployChange.members,
          at: await clock.now(database),
        },
        requirements,
        release,
        baseline,
        evidence: await releases.evidence(release.id, database),
        change,
        members,
        deployer,
        deployChange,
        incidentId,
        requestedBy,
        usualSeconds: usualSeconds(past),
        past,
        reach: this.#reach.of(deployChange.members, database),
        database,
      },
    };
  }

  async #running(
    target: DeployTarget,
  ): Promise<
    Pick<Situation, 'baseline' | 'baselineConfig' | 'baselineVersion'>
  > {
    const { database, releases, store, units } = this.#context;
    const row = await units.find(target, database);
    const by =
      typeof row?.promotionId === 'number'
        ? await store.find(row.promotionId, database)
        : undefined;
    return {
      baseline:
        typeof row?.releaseId === 'number'
          ? await releases.find(row.releaseId, database)
          : undefined,
      baselineConfig: by?.config,
      baselineVersion: row?.runningVersion ?? null,
    };
  }
}

/**
 * What an approval is bound to in a situation.
 *
 * @param evidence - what may be rested on; of that, what passed and is asked for counts
 * @internal
 */
export function subjectParts(
  situation: Situation,
  evidence: EvidenceRecord[],
): SubjectParts {
  const { deployChange, deployer, deployPlan, release, requirements } =
    situation;
  return {
    releaseDigest: release.releaseDigest,
    config: deployChange.config,
    unit: deployChange.target.unit,
    environment: deployChange.target.environment,
    baseline: situation.baselineVersion,
    deployer: deployer.id,
    steps: deployPlan.steps,
    migrations: release.content.migrations,
    rollbackClass: deployPlan.rollbackClass,
    evidence: evidence
      .filter(
        each =>
          each.verdict === 'pass' && requirements.evidence.includes(each.kind),
      )
      .map(each => each.fileDigest),
    policyVersion: requirements.policyVersion,
    kind: deployChange.kind,
    lane: situation.lane,
  };
}

/** A diff that names nobody may touch everybody. */
function named(members: string[] | undefined): string[] | undefined {
  return members?.length === 0 ? undefined : members;
}

function membersIn(all: Member[], refs: string[] | undefined): Member[] {
  return refs ? all.filter(each => refs.includes(each.entityRef)) : all;
}
