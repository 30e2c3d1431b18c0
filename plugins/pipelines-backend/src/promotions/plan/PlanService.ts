import type {
  PromotionPlan,
  PromotionToPlan,
  RollbackOption,
} from '@sluice/plugin-pipelines-common';
import type { Deployer, DeployPlan } from '@sluice/plugin-pipelines-node';
import type { JsonObject } from '@backstage/types';
import type { Exclusion } from '../../approvals';
import type { ReleaseRecord } from '../../releases';
import type { PromotionContext } from '../context';
import type { GateContext } from '../gates/gateContext';
import type { GateService } from '../gates/GateService';
import { blockersOf } from '../gates/verdicts';
import type { ReleaseChange, Requirements, StandardChange } from '../ports';
import { promotionSubject } from '../subject';
import { changeFailureRate } from '../units/changeFailures';
import type { RollbackService } from '../units/RollbackService';
import { checkAsked } from './checkAsked';
import { configChanges } from './configChanges';
import { deadlineRisk } from './deadlineRisk';
import { releaseRef } from './deployable';
import { type Permit, permitOf } from './permit';
import { blastRadius } from './Reach';
import { type Situation, type Situations, subjectParts } from './Situations';
import { undoneBy } from './undoes';

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
export class PlanService {
  readonly #context: PromotionContext;
  readonly #gates: GateService;
  readonly #situations: Situations;
  readonly #rollbacks: RollbackService;

  constructor(
    context: PromotionContext,
    options: {
      gates: GateService;
      situations: Situations;
      rollbacks: RollbackService;
    },
  ) {
    this.#context = context;
    this.#gates = options.gates;
    this.#situations = options.situations;
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
    const { breakGlass = false, environment, incidentId = null } = asked;
    const { kind = 'promote', lane = 'normal', releaseId } = asked;
    await checkAsked(asked, this.#context);
    const situation = await this.#situations.of({
      releaseId,
      environment,
      kind,
      lane,
      incidentId,
      requestedBy,
    });
    const { baseline, baselineVersion, deployChange, deployer, deployPlan } =
      situation;
    const { config, members, target } = deployChange;
    const { release, requirements } = situation;
    const { change } = situation.gates;
    const gates = await this.#gates.evaluate(situation.gates, 'plan');
    const option =
      kind === 'rollback' && !breakGlass
        ? await this.#rollbacks.option(target, release.id)
        : undefined;
    const changedConfig = configChanges(situation.baselineConfig, config);
    const permit = permitOf({
      kind,
      breakGlass,
      option,
      gates,
      requirements,
      standard: await this.#standardChange(situation, changedConfig),
    });
    // Who wrote what is taken back may well agree that it is.
    const exclusions = exclusionsOf(
      requestedBy,
      kind === 'rollback' ? [] : change.authors,
    );
    const { hash, subject } = promotionSubject(
      subjectParts(situation, situation.gates.evidence),
    );
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
      members,
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
      blastRadius: await blastRadius(situation.gates.reach),
      deadlines: await riskOf(situation.gates),
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
      baselineVersion,
      deployer,
      deployPlan,
      requirements,
      permit,
      option,
      exclusions,
      config,
      members,
    };
  }

  /** The template that covers it, if one does: of a rollback never, so its uses aren't counted either. */
  async #standardChange(
    { gates, question }: Situation,
    changedConfig: PromotionPlan['configChanges'],
  ): Promise<StandardChange | undefined> {
    const { database, policies, store } = this.#context;
    if (question.kind === 'rollback') return undefined;
    const { facts } = gates.change;
    return policies.standardChange(
      {
        question,
        facts: {
          ...facts,
          // What a release says of config is its keys; the values of the environment count as well, and so does not knowing them.
          hasConfig:
            changedConfig === undefined
              ? undefined
              : changedConfig.length > 0 || facts.hasConfig,
        },
        failureRate: changeFailureRate(gates.past),
        uses: await store.standardUses(database),
        at: gates.question.at,
      },
      database,
    );
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
