import { NotFoundError } from '@backstage/errors';
import type {
  GateResult,
  PromotionPlan,
  PromotionToPlan,
  RollbackOption,
} from '@sluice/plugin-pipelines-common';
import type {
  DeployChange,
  Deployer,
  DeployPlan,
} from '@sluice/plugin-pipelines-node';
import type { JsonObject } from '@backstage/types';
import type { Exclusion } from '../../approvals';
import type { ReleaseRecord } from '../../releases';
import type { PromotionContext } from '../context';
import type { GateContext } from '../gates/gateContext';
import type { GateService } from '../gates/GateService';
import { blockersOf } from '../gates/verdicts';
import type {
  Member,
  PolicyQuestion,
  ReleaseChange,
  Requirements,
  StandardChange,
} from '../ports';
import type { PromotionRecord } from '../records';
import { promotionSubject, type SubjectParts } from '../subject';
import { changeFailureRate } from '../units/changeFailures';
import type { RollbackService } from '../units/RollbackService';
import { checkAsked } from './checkAsked';
import { configChanges } from './configChanges';
import { deadlineRisk } from './deadlineRisk';
import { deployable, releaseRef } from './deployable';
import { type Permit, permitOf } from './permit';
import { blastRadius, type ReachReader } from './Reach';
import type { Recheck } from './Recheck';
import { undoneBy } from './undoes';
import { usualSeconds } from './usualTime';

/** So many of a unit's last promotions are looked at, for how long they take and how often they fail. */
const PAST = 60;

/** A plan with all that a request is made from. @internal */
export type FullPlan = {
  plan: PromotionPlan;
  subject: JsonObject;
  hash: string;
  release: ReleaseRecord;
  baseline: ReleaseRecord | undefined;
  baselineVersion: string | null;
  deployer: Deployer;
  deployPlan: DeployPlan;
  requirements: Requirements;
  permit: Permit;
  /** Of a rollback to what once ran there: how good that is. */
  option: RollbackOption | undefined;
  exclusions: Exclusion[];
  config: JsonObject;
  members: string[];
};

/** What a promotion would change, could hurt and needs. Reads and asks; it changes nothing. @internal */
export class PlanService implements Recheck {
  readonly #context: PromotionContext;
  readonly #gates: GateService;
  readonly #reach: ReachReader;
  readonly #rollbacks: RollbackService;

  constructor(
    context: PromotionContext,
    options: {
      gates: GateService;
      reach: ReachReader;
      rollbacks: RollbackService;
    },
  ) {
    this.#context = context;
    this.#gates = options.gates;
    this.#reach = options.reach;
    this.#rollbacks = options.rollbacks;
  }

  /**
   * Plans a change.
   *
   * @param requestedBy - who would ask: they can't approve it
   * @throws InputError if the question makes no sense; NotFoundError if there is no such release, or nothing deploys the unit there
   */
  async plan(asked: PromotionToPlan, requestedBy: string): Promise<FullPlan> {
    const { database, releases } = this.#context;
    const { environment, kind = 'promote', lane = 'normal' } = asked;
    await checkAsked(asked, this.#context);
    const release = await releases.find(asked.releaseId, database);
    if (!release) {
      throw new NotFoundError(`There is no release ${asked.releaseId}`);
    }
    const target = { unit: release.unit, environment };
    const deployer = this.#context.deployerFor(target);
    if (!deployer) {
      throw new NotFoundError(
        `Nothing deploys ${release.unit} into ${environment}: no deployer in the config of the backend handles it`,
      );
    }
    const { baseline, baselineConfig, version } = await this.#running(target);
    const change = await releases.change(baseline, release);
    const all = await this.#context.members.of(release.unit);
    const touched = change.members;
    const changing =
      touched === undefined || touched.length === 0
        ? all
        : all.filter(each => touched.includes(each.entityRef));
    const question: PolicyQuestion = {
      environment,
      unit: release.unit,
      kind,
      lane,
      members: changing,
    };
    const requirements = await this.#context.policies.requirements(
      question,
      database,
    );
    const config = this.#context.configOf(target);
    const changedConfig = configChanges(baselineConfig, config);
    const deployChange: DeployChange = {
      target,
      kind,
      from: baseline && deployable(baseline),
      to: deployable(release),
      config,
      members: changing.map(each => each.entityRef),
    };
    const deployPlan = await deployer.plan(deployChange);
    const gateContext = await this.#gateContext({
      asked,
      requestedBy,
      release,
      baseline,
      change,
      changing,
      requirements,
      deployer,
      deployChange,
    });
    const gates = await this.#gates.evaluate(gateContext, 'plan');
    // Who wrote what is taken back may well agree that it is.
    const exclusions = exclusionsOf(
      requestedBy,
      kind === 'rollback' ? [] : change.authors,
    );
    const option =
      kind === 'rollback' && !asked.breakGlass
        ? await this.#rollbacks.option(target, release.id)
        : undefined;
    const permit = permitOf({
      kind,
      breakGlass: asked.breakGlass ?? false,
      option,
      gates,
      requirements,
      standard: await this.#standardChange(
        question,
        change,
        gateContext,
        changedConfig,
      ),
    });
    const { hash, subject } = promotionSubject(
      this.#parts({
        release,
        target,
        baseline: version,
        deployer,
        deployPlan,
        requirements,
        config,
        kind,
        lane,
        evidence: gateContext.evidence,
      }),
    );
    const reach = await blastRadius(gateContext.reach);
    const problems = [
      ...(deployPlan.incompatible
        ? [`${environment} can't run it: ${deployPlan.incompatible}`]
        : []),
      ...blockersOf(gates).map(each => `${each.title}: ${each.summary}`),
    ];
    const plan: PromotionPlan = {
      hash,
      kind,
      lane,
      environment,
      release: releaseRef(release),
      baseline: baseline && releaseRef(baseline),
      members: deployChange.members,
      membersKnown: change.members !== undefined,
      gates,
      steps: deployPlan.steps,
      deployer: deployer.title,
      rollbackClass: deployPlan.rollbackClass,
      rollbackEffects: deployPlan.rollbackEffects,
      undoes:
        kind === 'rollback' && baseline
          ? await undoneBy(releases, baseline, release, database)
          : [],
      configChanges: changedConfig,
      blastRadius: reach,
      deadlines: await riskOf(gateContext),
      rules: plannedRules(permit, requirements),
      withoutApproval: permit.how === 'preapproved' ? permit.why : undefined,
      standardChange:
        permit.how === 'preapproved' ? permit.standardChange : undefined,
      excluded: exclusions,
      policyVersion: requirements.policyVersion,
      policyRules: requirements.matched,
      canRequest: problems.length === 0,
      problems,
    };
    return {
      plan,
      subject,
      hash,
      release,
      baseline,
      baselineVersion: version,
      deployer,
      deployPlan,
      requirements,
      permit,
      option,
      exclusions,
      config,
      members: deployChange.members,
    };
  }

  /** As {@link Recheck.now}. */
  async now(
    promotion: PromotionRecord,
  ): Promise<{ gates: GateResult[]; subject: JsonObject }> {
    const { database, deployerFor, releases } = this.#context;
    const { environment, kind, lane, unit } = promotion;
    const target = { unit, environment };
    const deployer = deployerFor(target);
    const release = await releases.find(promotion.releaseId, database);
    if (!deployer || !release) {
      throw new Error(
        `Its ${deployer ? 'release' : 'deployer'} is not there any more`,
      );
    }
    const { baseline, version } = await this.#running(target);
    const question = await this.question(promotion);
    const requirements = await this.#context.policies.requirements(
      question,
      database,
    );
    const config = this.#context.configOf(target);
    const deployChange: DeployChange = {
      target,
      kind,
      from: baseline && deployable(baseline),
      to: deployable(release),
      config,
      members: promotion.members,
    };
    const deployPlan = await deployer.plan(deployChange);
    const context = await this.#gateContext({
      asked: {
        releaseId: release.id,
        environment,
        lane,
        incidentId: promotion.incidentId ?? undefined,
      },
      requestedBy: promotion.requestedBy,
      release,
      baseline,
      change: await releases.change(baseline, release),
      changing: question.members,
      requirements,
      deployer,
      deployChange,
    });
    const gates = await this.#gates.evaluate(context, 'dispatch', {
      onlyLive: true,
    });
    // Evidence that came since doesn't make it another promotion: what it rested on has to be there still.
    const rested = new Set((promotion.subject.evidence ?? []) as string[]);
    const { subject } = promotionSubject(
      this.#parts({
        release,
        target,
        baseline: version,
        deployer,
        deployPlan,
        requirements,
        config,
        kind,
        lane,
        evidence: context.evidence.filter(each => rested.has(each.fileDigest)),
      }),
    );
    return { gates, subject };
  }

  /** As {@link Recheck.question}. */
  async question(promotion: PromotionRecord): Promise<PolicyQuestion> {
    const { environment, kind, lane, members, unit } = promotion;
    const all = await this.#context.members.of(unit);
    return {
      environment,
      unit,
      kind,
      lane,
      members: all.filter(each => members.includes(each.entityRef)),
    };
  }

  /** What the ledger says runs there. */
  async #running(target: { unit: string; environment: string }): Promise<{
    baseline: ReleaseRecord | undefined;
    /** The values that it was deployed with; undefined if Sluice didn't deploy it. */
    baselineConfig: JsonObject | undefined;
    version: string | null;
  }> {
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
      version: row?.runningVersion ?? null,
    };
  }

  /** The template that covers it, if one does. */
  async #standardChange(
    question: PolicyQuestion,
    change: ReleaseChange,
    { past, question: { at } }: GateContext,
    changedConfig: PromotionPlan['configChanges'],
  ): Promise<StandardChange | undefined> {
    const { database, policies, store } = this.#context;
    return policies.standardChange(
      {
        question,
        facts: {
          ...change.facts,
          // What a release says of config is its keys; the values of the environment count as well, and so does not knowing them.
          hasConfig:
            changedConfig === undefined
              ? undefined
              : changedConfig.length > 0 || change.facts.hasConfig,
        },
        failureRate: changeFailureRate(past),
        uses: await store.standardUses(database),
        at,
      },
      database,
    );
  }

  /** What gates look at, put together anew: for a plan, and again at dispatch. */
  async #gateContext(of: {
    asked: PromotionToPlan;
    requestedBy: string;
    release: ReleaseRecord;
    baseline: ReleaseRecord | undefined;
    change: ReleaseChange;
    changing: Member[];
    requirements: Requirements;
    deployer: Deployer;
    deployChange: DeployChange;
  }): Promise<GateContext> {
    const { clock, database, releases, store } = this.#context;
    const { asked, baseline, deployChange, release } = of;
    const { kind, target } = deployChange;
    const past = await store.page(target, { limit: PAST }, database);
    return {
      ...of,
      members: of.changing,
      evidence: await releases.evidence(release.id, database),
      incidentId: asked.incidentId ?? null,
      past,
      usualSeconds: usualSeconds(past),
      reach: this.#reach.of(deployChange.members, database),
      database,
      question: {
        target,
        kind,
        lane: asked.lane ?? 'normal',
        release: deployable(release),
        baseline: baseline && deployable(baseline),
        members: deployChange.members,
        at: await clock.now(database),
      },
    };
  }

  #parts(of: {
    release: ReleaseRecord;
    target: { unit: string; environment: string };
    baseline: string | null;
    deployer: Deployer;
    deployPlan: DeployPlan;
    requirements: Requirements;
    config: JsonObject;
    kind: SubjectParts['kind'];
    lane: SubjectParts['lane'];
    evidence: GateContext['evidence'];
  }): SubjectParts {
    const { deployPlan, release, requirements, target } = of;
    return {
      releaseDigest: release.releaseDigest,
      config: of.config,
      unit: target.unit,
      environment: target.environment,
      baseline: of.baseline,
      deployer: of.deployer.id,
      steps: deployPlan.steps,
      migrations: release.content.migrations,
      rollbackClass: deployPlan.rollbackClass,
      evidence: of.evidence
        .filter(
          each =>
            each.verdict === 'pass' &&
            requirements.evidence.includes(each.kind),
        )
        .map(each => each.fileDigest),
      policyVersion: requirements.policyVersion,
      kind: of.kind,
      lane: of.lane,
    };
  }
}

/** What is due while it is under way; not known where lineage isn't. */
async function riskOf({
  question,
  reach,
  usualSeconds: seconds,
}: GateContext): Promise<PromotionPlan['deadlines']> {
  const of = { at: question.at, usualSeconds: seconds };
  try {
    return deadlineRisk({ ...of, ...(await reach()) });
  } catch {
    return deadlineRisk({ ...of, standings: [], isComplete: false });
  }
}

function plannedRules(
  permit: Permit,
  { matched, raised }: Requirements,
): PromotionPlan['rules'] {
  if (permit.how === 'preapproved') return [];
  return permit.rules.map(rule => ({
    name: rule.name,
    minApprovals: rule.minApprovals,
    from: rule.from === 'anyone' ? [] : rule.from,
    reason: raised.includes(rule)
      ? `Raised by ${permit.raisedBy.map(each => each.title).join(', ')}`
      : `Policy: ${matched.join(', ')}`,
  }));
}

function exclusionsOf(
  requestedBy: string,
  authors: ReleaseChange['authors'],
): Exclusion[] {
  const people = new Map<string, Exclusion>();
  for (const { ref } of authors) {
    if (ref) people.set(ref, { person: ref, reason: 'author' });
  }
  if (requestedBy.startsWith('user:')) {
    people.set(requestedBy, { person: requestedBy, reason: 'requester' });
  }
  return [...people.values()];
}
