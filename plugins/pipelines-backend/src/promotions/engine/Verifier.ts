import type {
  DeployChange,
  DeployFinding,
} from '@sluice/plugin-pipelines-node';
import { errorText } from '../../observations';
import type { LedgerEntry } from '../../ledger';
import { type PromotionContext, ENGINE } from '../context';
import { deployable } from '../plan/deployable';
import type { MemberRun } from '../ports';
import type { PromotionRecord } from '../records';
import type { Next } from './lease';
import { runsOfRelease, versionsOf } from './runsOfRelease';
import { bakeStanding, verifyStanding } from './verify';

/** How often it is looked at where nobody says that runs changed. In seconds. */
const LOOK_SECONDS = 15;
const BAKE_LOOK_SECONDS = 60;
const READ_TIMEOUT_MS = 20_000;

/** Watches what was deployed: whether it works, and whether it stays so. @internal */
export class Verifier {
  readonly #context: PromotionContext;

  constructor(context: PromotionContext) {
    this.#context = context;
  }

  /** Looks at a promotion that is being verified, and ends its verification when it can be told. */
  async verify(promotion: PromotionRecord): Promise<Next> {
    const { clock, database, health, moves, work } = this.#context;
    const { environment, members, verification } = promotion;
    const since = promotion.deployedAt!;
    const said = await this.#ask(promotion);
    const [{ findings: unclear, runs }, misses] = await Promise.all([
      this.#runs(promotion, since).catch(error => ({
        runs: [],
        findings: [
          {
            check: 'versions',
            verdict: 'unknown' as const,
            detail: errorText(error),
          },
        ],
      })),
      health.missesSince(members, environment, since),
    ]);
    const findings: DeployFinding[] = [...said, ...unclear];
    const at = await clock.now(database);
    const standing = verifyStanding({
      members,
      runs,
      misses,
      findings,
      runsWanted: verification!.runsWanted,
      at,
      until: verification!.until,
    });
    await work.putFindings(
      findings.map(({ check, detail, member, verdict }) => ({
        promotionId: promotion.id,
        check,
        member: member ?? '',
        verdict,
        detail,
        foundAt: at,
      })),
      database,
    );
    if (standing.state === 'running') {
      if (standing.runs !== verification!.runs) {
        await this.#context.store.update(
          promotion,
          { verification: { ...verification!, runs: standing.runs } },
          database,
        );
      }
      return { inSeconds: LOOK_SECONDS };
    }
    await database.transaction(async tx => {
      const before = await moves.lock(promotion.id, tx);
      const ended = {
        ...verification!,
        runs: standing.runs,
        reasons: standing.reasons,
      };
      const isGood = standing.state === 'successful';
      const isBad = standing.state === 'failed';
      const { minutes, runs: bakeRuns } = promotion.requirements.bake;
      const lifted =
        isGood && promotion.kind !== 'rollback' && !promotion.isAutomatic
          ? await this.#liftHolds(before, at, tx)
          : [];
      await moves.make(
        before,
        isBad ? 'fail' : 'succeed',
        {
          at,
          actor: ENGINE,
          reason: standing.reasons.join('; '),
          more: { verification: standing.state, runs: standing.runs },
          change: {
            verificationState: standing.state as 'successful',
            verification: ended,
            restoredAt: isGood && promotion.failedAt !== null ? at : undefined,
            // Looked at once more: what has to follow does so from the row, whatever happens to this process.
            wakeAt: at,
            ...(isGood
              ? {
                  bakeState: 'baking' as const,
                  bake: {
                    runs: 0,
                    runsWanted: bakeRuns,
                    until: new Date(
                      Date.parse(at) + minutes * 60_000,
                    ).toISOString(),
                    reasons: [],
                  },
                }
              : {}),
          },
        },
        tx,
        lifted,
      );
    });
    return { at: 'once' };
  }

  /** Looks at one that succeeded, until its bake is over. */
  async bake(promotion: PromotionRecord): Promise<Next> {
    const { clock, database, health, ledger, moves, store } = this.#context;
    const { bake, environment, members } = promotion;
    const since = promotion.endedAt!;
    const [{ runs }, misses] = await Promise.all([
      this.#runs(promotion, since),
      health.missesSince(members, environment, since),
    ]);
    const at = await clock.now(database);
    const standing = bakeStanding({
      members,
      runs,
      misses,
      runsWanted: bake!.runsWanted,
      at,
      until: bake!.until,
    });
    if (standing.state === 'baking') {
      if (standing.runs !== bake!.runs) {
        await store.update(
          promotion,
          { bake: { ...bake!, runs: standing.runs } },
          database,
        );
      }
      return { inSeconds: BAKE_LOOK_SECONDS };
    }
    await database.transaction(async tx => {
      const before = await moves.lock(promotion.id, tx);
      await store.update(
        before,
        {
          bakeState: standing.state,
          bake: { ...bake!, runs: standing.runs, reasons: standing.reasons },
          wakeAt: standing.state === 'broken' ? at : null,
        },
        tx,
      );
      await ledger.append(
        [
          {
            actor: ENGINE,
            type:
              standing.state === 'done'
                ? 'promotion.baked'
                : 'promotion.bake-broken',
            subject: `promotion:${promotion.id}`,
            payload: {
              unit: promotion.unit,
              environment,
              releaseId: promotion.releaseId,
              runs: standing.runs,
            },
            redactable:
              standing.reasons.length > 0
                ? { reasons: standing.reasons }
                : undefined,
          },
        ],
        tx,
      );
    });
    return standing.state === 'broken' ? { at: 'once' } : { at: 'never' };
  }

  /**
   * What became of the members since, leaving out runs that ran something else.
   *
   * @throws if it can't be told which those are
   */
  async #runs(
    promotion: PromotionRecord,
    since: string,
  ): Promise<{ runs: MemberRun[]; findings: DeployFinding[] }> {
    const { deployerFor, health } = this.#context;
    const { environment, members, unit } = promotion;
    const runs = await health.runsSince(members, environment, since);
    const versions = versionsOf(runs);
    const deployer = deployerFor({ unit, environment });
    const change = await this.#change(promotion);
    const told =
      deployer?.recogniseVersions && change && versions.length > 0
        ? await deployer.recogniseVersions(
            change,
            versions,
            AbortSignal.timeout(READ_TIMEOUT_MS),
          )
        : new Map<string, boolean>();
    return { runs: runsOfRelease(runs, told), findings: [] };
  }

  /** @returns undefined if its release is gone */
  async #change(promotion: PromotionRecord): Promise<DeployChange | undefined> {
    const { database, releases } = this.#context;
    const { config, environment, kind, members, releaseId, unit } = promotion;
    const release = await releases.find(releaseId, database);
    return (
      release && {
        target: { unit, environment },
        kind,
        to: deployable(release),
        config,
        members,
      }
    );
  }

  /** What the target says, and whether it runs what was promoted. */
  async #ask(promotion: PromotionRecord): Promise<DeployFinding[]> {
    const { environment, unit } = promotion;
    const target = { unit, environment };
    const deployer = this.#context.deployerFor(target);
    const change = await this.#change(promotion);
    if (!deployer || !change) {
      return [
        {
          check: 'read-back',
          verdict: 'unknown',
          detail: `Its ${deployer ? 'release' : 'deployer'} is gone`,
        },
      ];
    }
    const { to: release } = change;
    const signal = AbortSignal.timeout(READ_TIMEOUT_MS);
    const [readBack, said] = await Promise.all([
      deployer
        .read(target, signal)
        .then<DeployFinding>(actual =>
          actual.releaseDigest === release.releaseDigest
            ? {
                check: 'read-back',
                verdict: 'pass',
                detail: `${actual.version ?? release.commit} runs`,
              }
            : {
                check: 'read-back',
                verdict: 'fail',
                detail: `${
                  actual.version ?? 'Nothing'
                } runs, which is not what was promoted`,
              },
        )
        .catch<DeployFinding>(error => ({
          check: 'read-back',
          verdict: 'unknown',
          detail: errorText(error),
        })),
      deployer
        .verify(change, promotion.deployedAt!, signal)
        .catch<DeployFinding[]>(error => [
          { check: 'target', verdict: 'unknown', detail: errorText(error) },
        ]),
    ]);
    return [readBack, ...said];
  }

  /** A newer release that people approved passes, and lifts what held automatic ones. */
  async #liftHolds(
    promotion: PromotionRecord,
    at: string,
    tx: Parameters<PromotionContext['moves']['lock']>[1],
  ): Promise<LedgerEntry[]> {
    const { units } = this.#context;
    const holds = (await units.holds(promotion.unit, tx)).filter(
      each => each.environment === promotion.environment,
    );
    for (const hold of holds) {
      await units.updateHold(hold.id, { endedAt: at, endedBy: ENGINE }, tx);
    }
    return holds.map(hold => ({
      actor: ENGINE,
      type: 'hold.ended',
      subject: `hold:${hold.id}`,
      payload: {
        unit: hold.unit,
        environment: hold.environment,
        promotionId: promotion.id,
      },
    }));
  }
}
