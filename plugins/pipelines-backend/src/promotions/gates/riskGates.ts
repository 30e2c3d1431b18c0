import type { IncidentReader, PolicyReader, StandingReader } from '../ports';
import { deadlineRisk } from '../plan/deadlineRisk';
import type { UnitStore } from '../units/UnitStore';
import {
  type BuiltInGate,
  fail,
  notApplicable,
  pass,
  unknown,
} from './gateContext';

const HOUR_MS = 3600_000;

/** It ran long enough, without a break, in the environment before. @internal */
export function soakGate(units: UnitStore): BuiltInGate {
  return {
    name: 'soak',
    title: 'Soak',
    class: 'risk',
    isLive: true,
    timeoutSeconds: 10,
    forRollback: false,
    async evaluate({ database, question, release, requirements }) {
      const { soakHours, verifiedUpstream } = requirements;
      if (soakHours <= 0 || !verifiedUpstream) {
        return notApplicable('The policy wants none here');
      }
      const [now] = await units.occupancies(
        {
          unit: question.target.unit,
          environment: verifiedUpstream.environment,
        },
        undefined,
        database,
      );
      const hours =
        now?.releaseId === release.id
          ? (Date.parse(question.at) - Date.parse(now.fromAt)) / HOUR_MS
          : 0;
      const text = `${hours.toFixed(1)} h of ${soakHours} h in ${
        verifiedUpstream.environment
      }`;
      return hours >= soakHours ? pass(text) : fail(text);
    },
  };
}

/** What it changes has error budget left. @internal */
export function errorBudgetGate(standings: StandingReader): BuiltInGate {
  return {
    name: 'error-budget',
    title: 'Error budget',
    class: 'risk',
    isLive: true,
    timeoutSeconds: 15,
    forRollback: false,
    async evaluate({ database, question }) {
      const found = await standings.of(question.members, database);
      const judged = found.filter(each => each.sloStatus !== undefined);
      if (judged.length === 0) {
        return notApplicable('No member has an SLO of its own');
      }
      const spent = judged.filter(
        each => each.budgetRemaining !== undefined && each.budgetRemaining <= 0,
      );
      const share = (value: number) => `${Math.round(value * 100)} %`;
      if (spent.length > 0) {
        return fail(
          `Spent: ${spent
            .map(
              each =>
                `${each.title ?? each.entityRef} ${share(
                  each.budgetRemaining!,
                )}`,
            )
            .join(', ')}`,
        );
      }
      const blind = judged.filter(each => each.sloStatus === 'unknown');
      if (blind.length > 0) {
        return unknown(
          `Not known: ${blind
            .map(each => each.title ?? each.entityRef)
            .join(', ')}`,
        );
      }
      const least = Math.min(
        ...judged.map(each => each.budgetRemaining ?? Infinity),
      );
      return Number.isFinite(least)
        ? pass(`At least ${share(least)} left on ${judged.length} pipelines`)
        : notApplicable('Nothing counts against a budget yet');
    },
  };
}

/** No incident is open on what it changes. @internal */
export function incidentGate(incidents: IncidentReader): BuiltInGate {
  return {
    name: 'incident',
    title: 'No open incident',
    class: 'risk',
    isLive: true,
    timeoutSeconds: 15,
    forRollback: false,
    async evaluate({ database, incidentId, question }) {
      const open = await incidents.openOn(question.members, database);
      const others = open.filter(each => each.id !== incidentId);
      if (others.length > 0) {
        return fail(
          others.map(each => `Incident ${each.id}: ${each.title}`).join(' · '),
        );
      }
      return open.length > 0
        ? pass(`Only incident ${incidentId}, which it mends, is open`)
        : pass('None is open');
    },
  };
}

/** Nothing downstream is due while it would be deployed and verified. @internal */
export function deadlinesGate(): BuiltInGate {
  return {
    name: 'deadlines',
    title: 'Deadlines at risk',
    class: 'risk',
    isLive: true,
    timeoutSeconds: 20,
    forRollback: false,
    async evaluate({ question, reach, usualSeconds }) {
      const { isComplete, standings } = await reach();
      const risk = deadlineRisk({
        at: question.at,
        usualSeconds,
        standings,
        isComplete,
      });
      return {
        verdict: risk.verdict,
        summary: risk.summary,
        evidence: JSON.parse(JSON.stringify(risk)),
      };
    },
  };
}

/** Its time is now, by windows and freezes of the policy. @internal */
export function windowGate(policies: PolicyReader): BuiltInGate {
  return {
    name: 'window',
    title: 'Change window',
    class: 'risk',
    isLive: true,
    timeoutSeconds: 10,
    forRollback: false,
    async evaluate({ database, members, question }) {
      const standing = await policies.windowAt(
        {
          environment: question.target.environment,
          unit: question.target.unit,
          kind: question.kind,
          lane: question.lane,
          members,
        },
        question.at,
        database,
      );
      const evidence = standing.opensAt
        ? { opensAt: standing.opensAt }
        : undefined;
      if (standing.state === 'open') return pass(standing.reason, evidence);
      // It waits until it opens; what can't be evaluated counts as closed.
      return fail(standing.reason, evidence);
    },
  };
}
