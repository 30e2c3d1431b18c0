import type { PromotionStore } from '../PromotionStore';
import type { UnitStore } from '../units/UnitStore';
import {
  type BuiltInGate,
  fail,
  notApplicable,
  pass,
  unknown,
} from './gateContext';

/** What was changed behind Sluice's back was looked at by somebody. @internal */
export function baselineGate(units: UnitStore): BuiltInGate {
  return {
    name: 'baseline',
    title: 'Baseline is accounted for',
    class: 'integrity',
    isLive: true,
    timeoutSeconds: 10,
    // A rollback is how an unmanaged change is taken back.
    forRollback: false,
    async evaluate({ database, question }) {
      const { environment, unit } = question.target;
      const open = (
        await units.unmanaged({ unit, openOnly: true }, database)
      ).filter(each => each.environment === environment);
      if (open.length > 0) {
        return fail(
          `Changed behind Sluice's back: ${open
            .map(
              each =>
                `${each.afterVersion ?? 'nothing'} since ${each.firstSeenAt}`,
            )
            .join(', ')}. A second person has to acknowledge it first`,
        );
      }
      const row = await units.find(question.target, database);
      if (row?.readError) {
        return unknown(`What runs there can't be read: ${row.readError}`);
      }
      return pass(
        row?.runningVersion
          ? `Runs ${row.runningVersion.slice(0, 12)}, as the ledger says`
          : 'Nothing runs there yet',
      );
    },
  };
}

/** Whoever broke the glass, or took the short lane, was reviewed in time. @internal */
export function reviewGate(promotions: PromotionStore): BuiltInGate {
  return {
    name: 'review',
    title: 'Reviews are done',
    class: 'integrity',
    isLive: true,
    timeoutSeconds: 10,
    forRollback: false,
    async evaluate({ database, question }) {
      if (question.lane === 'hotfix') {
        return notApplicable('A fix can always get through');
      }
      const { unit } = question.target;
      const late = (
        await promotions.page({ unit }, { limit: 200 }, database)
      ).find(
        each =>
          each.reviewDueAt !== null &&
          each.reviewedAt === null &&
          each.startedAt !== null &&
          each.reviewDueAt < question.at,
      );
      return late
        ? fail(
            `Promotion ${late.id} went through without its approvals, and its review was due at ${late.reviewDueAt}: the unit is locked until somebody else has reviewed it`,
          )
        : pass('None is overdue');
    },
  };
}

/** What the release refers to exists in the environment. @internal */
export function referencesGate(): BuiltInGate {
  return {
    name: 'references',
    title: 'References resolve',
    class: 'integrity',
    isLive: true,
    timeoutSeconds: 30,
    forRollback: true,
    async evaluate({ deployChange, deployer, release }) {
      const references = Object.fromEntries(
        Object.entries(
          release.content.configSchema as Record<
            string,
            { reference?: string }
          >,
        ).flatMap(([key, { reference }]) =>
          reference === undefined
            ? []
            : [
                [
                  key,
                  reference.replaceAll(
                    '{environment}',
                    deployChange.target.environment,
                  ),
                ],
              ],
        ),
      );
      const count = Object.keys(references).length;
      if (count === 0) return notApplicable('It refers to nothing');
      if (!deployer.resolveReferences) {
        return notApplicable(
          `${deployer.title} can't look for secrets, connections, pools or topics`,
        );
      }
      const findings = await deployer.resolveReferences(
        deployChange,
        references,
      );
      const bad = findings.filter(each => each.verdict !== 'pass');
      if (bad.length === 0) return pass(`${count} found, none was read`);
      const text = bad.map(each => `${each.check}: ${each.detail}`).join(' · ');
      return bad.some(each => each.verdict === 'fail')
        ? fail(text)
        : unknown(text);
    },
  };
}

/** The same digest was verified in the environment before, by real runs. @internal */
export function verifiedUpstreamGate(promotions: PromotionStore): BuiltInGate {
  return {
    name: 'verified-upstream',
    title: 'Verified in the environment before',
    class: 'integrity',
    isLive: true,
    timeoutSeconds: 10,
    forRollback: false,
    async evaluate({ database, question, release, requirements }) {
      const wanted = requirements.verifiedUpstream;
      if (!wanted) return notApplicable('The first environment');
      if (question.lane === 'hotfix') {
        return notApplicable(
          'A fix goes straight in, and is reviewed afterwards',
        );
      }
      const before = await promotions.page(
        {
          unit: question.target.unit,
          environment: wanted.environment,
          releaseId: release.id,
        },
        { limit: 20 },
        database,
      );
      const good = before.find(
        each =>
          each.state === 'Succeeded' &&
          each.verificationState === 'successful' &&
          each.bakeState !== 'broken',
      );
      if (!good) {
        const last = before.at(0);
        return fail(
          last
            ? `Promotion ${last.id} into ${wanted.environment} is ${last.state}`
            : `It was never promoted into ${wanted.environment}`,
        );
      }
      const laterFailed = before.find(
        each =>
          each.id > good.id &&
          (each.state === 'Failed' || each.verificationState === 'failed'),
      );
      if (laterFailed) {
        return fail(
          `Promotion ${laterFailed.id} into ${wanted.environment} failed after it was verified there`,
        );
      }
      const runs = good.verification?.runs ?? 0;
      return runs >= wanted.runs
        ? pass(
            wanted.runs === 0
              ? `Promotion ${good.id} into ${wanted.environment} was verified`
              : `Promotion ${good.id} into ${wanted.environment}: ${runs} runs of ${wanted.runs} wanted`,
          )
        : fail(
            `${runs} runs in ${wanted.environment}, ${wanted.runs} are wanted`,
          );
    },
  };
}
