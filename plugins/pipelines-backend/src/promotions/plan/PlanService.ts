import { InputError, NotFoundError } from '@backstage/errors';
import type {
  BlastRadius,
  GateResult,
  PromotionPlan,
  PromotionToPlan,
} from '@sluice/plugin-pipelines-common';
import type {
  DeployChange,
  Deployer,
  DeployPlan,
} from '@sluice/plugin-pipelines-node';
import type { JsonObject } from '@backstage/types';
import type { ApprovalRule, Exclusion } from '../../approvals';
import { errorText } from '../../observations';
import type { ReleaseRecord } from '../../releases';
import type { PromotionContext } from '../context';
import type { GateContext } from '../gates/gateContext';
import type { GateService } from '../gates/GateService';
import { blockersOf, raisersOf } from '../gates/verdicts';
import type {
  DownstreamReader,
  Member,
  PolicyQuestion,
  ReleaseChange,
  Requirements,
  StandingReader,
} from '../ports';
import type { PromotionRecord } from '../records';
import { promotionSubject, type SubjectParts } from '../subject';
import { deadlineRisk } from './deadlineRisk';
import { deployable, releaseRef } from './deployable';
import type { Recheck } from './Recheck';
import { usualSeconds } from './usualTime';

const MAX_REACH = 200;

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
  rules: ApprovalRule[];
  exclusions: Exclusion[];
  config: JsonObject;
  members: string[];
};

/** What a promotion would change, could hurt and needs. Reads and asks; it changes nothing. @internal */
export class PlanService implements Recheck {
  readonly #context: PromotionContext;
  readonly #gates: GateService;
  readonly #downstream: DownstreamReader;
  readonly #standings: StandingReader;

  constructor(
    context: PromotionContext,
    options: {
      gates: GateService;
      downstream: DownstreamReader;
      standings: StandingReader;
    },
  ) {
    this.#context = context;
    this.#gates = options.gates;
    this.#downstream = options.downstream;
    this.#standings = options.standings;
  }

  /**
   * Plans a change.
   *
   * @param requestedBy - who would ask: they can't approve it
   * @throws InputError if the question makes no sense; NotFoundError if there is no such release, or nothing deploys the unit there
   */
  async plan(asked: PromotionToPlan, requestedBy: string): Promise<FullPlan> {
    const { database, environments, incidents, releases } = this.#context;
    const { environment, kind = 'promote', lane = 'normal' } = asked;
    if (!environments.includes(environment)) {
      throw new InputError(
        `environment is ${environment}, but has to be one of ${environments.join(
          ', ',
        )}`,
      );
    }
    if (
      lane === 'hotfix' &&
      asked.incidentId === undefined &&
      asked.failedRunId === undefined
    ) {
      throw new InputError(
        'lane is hotfix, so incidentId or failedRunId has to name what it mends',
      );
    }
    if (
      asked.incidentId !== undefined &&
      !(await incidents.find(asked.incidentId, database))
    ) {
      throw new InputError(
        `incidentId is ${asked.incidentId}, but there is no such incident`,
      );
    }
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
    const { baseline, version } = await this.#running(target);
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
    const raisers = asked.breakGlass ? [] : raisersOf(gates);
    const rules = [
      ...requirements.rules,
      ...(raisers.length > 0 ? requirements.raised : []),
    ];
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
    const reach = await this.#reach(deployChange.members);
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
      undoes: await this.#undoes(kind, baseline, release),
      blastRadius: reach,
      deadlines: deadlineRisk({
        at: gateContext.question.at,
        usualSeconds: gateContext.usualSeconds,
        standings: reach.pipelines.map(each => ({
          entityRef: each.entityRef,
          nextDeadline: each.nextDeadline,
        })),
        isComplete: reach.isComplete,
      }),
      rules: rules.map(rule => ({
        name: rule.name,
        minApprovals: rule.minApprovals,
        from: rule.from === 'anyone' ? [] : rule.from,
        reason: requirements.rules.includes(rule)
          ? `Policy: ${requirements.matched.join(', ')}`
          : `Raised by ${raisers.map(each => each.title).join(', ')}`,
      })),
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
      rules,
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
  async #running(target: {
    unit: string;
    environment: string;
  }): Promise<{ baseline: ReleaseRecord | undefined; version: string | null }> {
    const { database, releases, units } = this.#context;
    const row = await units.find(target, database);
    return {
      baseline:
        typeof row?.releaseId === 'number'
          ? await releases.find(row.releaseId, database)
          : undefined,
      version: row?.runningVersion ?? null,
    };
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
    return {
      ...of,
      members: of.changing,
      evidence: await releases.evidence(release.id, database),
      incidentId: asked.incidentId ?? null,
      usualSeconds: usualSeconds(
        await store.page(target, { limit: 40 }, database),
      ),
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

  async #reach(members: string[]): Promise<BlastRadius> {
    try {
      const found = await this.#downstream.downstream(members);
      const standings = new Map(
        (
          await this.#standings.of(
            found.pipelines.slice(0, MAX_REACH).map(each => each.entityRef),
            this.#context.database,
          )
        ).map(each => [each.entityRef, each]),
      );
      const pipelines = found.pipelines
        .slice(0, MAX_REACH)
        .map(({ entityRef, hops }) => {
          const of = standings.get(entityRef);
          return {
            entityRef,
            hops,
            title: of?.title,
            owner: of?.owner,
            sloStatus: of?.sloStatus,
            budgetRemaining: of?.budgetRemaining,
            nextDeadline: of?.nextDeadline,
          };
        });
      return {
        isComplete: found.isComplete && found.pipelines.length <= MAX_REACH,
        reason: found.reason,
        datasets: found.datasets,
        owners: [
          ...new Set(pipelines.flatMap(each => each.owner ?? [])),
        ].sort(),
        pipelines,
      };
    } catch (error) {
      return {
        isComplete: false,
        reason: `Lineage can't be read: ${errorText(error)}`,
        datasets: 0,
        owners: [],
        pipelines: [],
      };
    }
  }

  /** The other releases that going back takes back, with who wrote them. */
  async #undoes(
    kind: string,
    baseline: ReleaseRecord | undefined,
    release: ReleaseRecord,
  ): Promise<PromotionPlan['undoes']> {
    if (kind !== 'rollback' || !baseline) return [];
    const { database, releases } = this.#context;
    const between = (await releases.ofUnit(release.unit, 200, database)).filter(
      each =>
        each.sequence > release.sequence && each.sequence <= baseline.sequence,
    );
    const undone: PromotionPlan['undoes'] = [];
    for (const each of between) {
      const before = between.find(
        other => other.sequence === each.sequence - 1,
      );
      const change = await releases.change(before ?? release, each);
      undone.push({
        release: releaseRef(each),
        authors: change.authors.map(author => author.ref ?? author.email),
      });
    }
    return undone;
  }
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
