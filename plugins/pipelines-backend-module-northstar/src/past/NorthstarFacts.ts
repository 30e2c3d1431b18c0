import type {
  FactCampaign,
  FactExemption,
  FactReading,
  PastFacts,
} from '@sluice/plugin-pipelines-node';
import { PIPELINES } from '../fleet';
import { draws } from '../simulation/draws';
import { DAY, iso, MINUTE } from '../simulation/time';
import { entityRefOf } from './content';
import { ADOPTED } from './NorthstarPast';
import { AISHA, INES, JONAS, MAREK, PRIYA, TOMAS } from './people';

type Before = { fact: string; value: boolean | number | string };

const UNIT_OF = new Map(
  PIPELINES.map(each => [entityRefOf(each), each.releaseUnit]),
);

/**
 * How the pipelines of Northstar came to where they stand: units came under Sluice one by one, tests and runbooks were written, and now and then a month went
 * badly. By chance that depends on the pipeline alone, so that it is the same past each time.
 *
 * @internal
 */
export class NorthstarFacts implements PastFacts {
  readonly name = 'Northstar Retail';
  readonly days = 89;
  readonly #seed: string;

  constructor(options: { seed: string }) {
    this.#seed = options.seed;
  }

  before(
    now: readonly FactReading[],
    daysAgo: number,
  ): ReturnType<PastFacts['before']> {
    const refs = [...new Set(now.map(({ entityRef }) => entityRef))];
    return refs.flatMap(entityRef =>
      this.#of(entityRef, daysAgo).map(each => ({ entityRef, ...each })),
    );
  }

  campaigns(startedAt: Date): FactCampaign[] {
    const day = (days: number) =>
      iso(startedAt.getTime() + days * DAY).slice(0, 10);
    return [
      {
        id: 'through-the-door',
        title: 'Release everything through Sluice',
        description:
          'What is deployed by hand can’t be rolled back by anybody else. Each unit raises its adoption level.',
        scorecard: 'production-readiness',
        check: 'released-through-the-door',
        due: day(18),
      },
      {
        id: 'no-dead-letters',
        title: 'Look after dead letters before the peak',
        scorecard: 'streaming-hygiene',
        check: 'dead-letters',
        due: day(-2),
      },
    ];
  }

  /** One of each state that an exemption can be in. */
  exemptions(startedAt: Date): FactExemption[] {
    const at = (time: number) => iso(startedAt.getTime() + time);
    const scorecard = 'production-readiness';
    return [
      {
        scorecard,
        check: 'released-through-the-door',
        owner: 'group:default/finance-data',
        reason: 'It is retired with the old ledger at the end of the quarter',
        requestedBy: INES.ref,
        approvedBy: JONAS.ref,
        until: at(34 * DAY),
      },
      {
        scorecard,
        check: 'budget-left',
        owner: 'group:default/supply-data',
        reason: 'The supplier’s feed is late until its move is done',
        requestedBy: TOMAS.ref,
        approvedBy: AISHA.ref,
        // Those who look around see it end.
        until: at(20 * MINUTE),
      },
      {
        scorecard,
        check: 'budget-left',
        owner: 'group:default/commerce-data',
        reason: 'The peak season costs its budget, as each year',
        requestedBy: MAREK.ref,
        until: at(21 * DAY),
      },
      {
        scorecard,
        check: 'success-rate',
        owner: 'group:default/commerce-data',
        reason: 'The campaign’s last import is run by hand this evening',
        requestedBy: PRIYA.ref,
        approvedBy: JONAS.ref,
        // Long enough to be agreed to, and over before anybody has looked around.
        until: at(MINUTE),
      },
      {
        scorecard,
        check: 'lag-healthy',
        owner: 'group:default/supply-data',
        reason: 'Its topic gets more partitions after the holidays',
        requestedBy: TOMAS.ref,
        rejectedBy: JONAS.ref,
        rejectedBecause:
          'Stores count on it over the holidays: more consumers help now',
        until: at(60 * DAY),
      },
      {
        scorecard,
        check: 'success-rate',
        owner: 'group:default/finance-data',
        reason: 'The bank’s test system is down until the weekend',
        requestedBy: INES.ref,
        approvedBy: JONAS.ref,
        endedBy: INES.ref,
        until: at(9 * DAY),
      },
    ];
  }

  #of(entityRef: string, daysAgo: number): Before[] {
    const [docs, runbook, tests, slump, length, which, when] = draws(
      'facts',
      this.#seed,
      entityRef,
    );
    const facts: Before[] = [];
    const unit = UNIT_OF.get(entityRef);
    const adopted = unit === undefined ? undefined : ADOPTED[unit];
    if (adopted && daysAgo >= adopted.days) {
      facts.push({ fact: 'delivery.adoption', value: 'observed' });
    }
    if (docs < 0.3 && daysAgo >= 35 + docs * 170) {
      facts.push({ fact: 'docs.present', value: false });
    }
    if (runbook < 0.5 && daysAgo >= 12 + runbook * 130) {
      facts.push({ fact: 'runbook.age', value: 500 - daysAgo });
    }
    if (tests < 0.5 && daysAgo >= 20 + tests * 110) {
      facts.push({ fact: 'tests.count', value: 2 });
    }
    // A bad time of one to four weeks, for one pipeline of three; it is over by now.
    const from = 10 + when * 70;
    const to = Math.max(2, from - 7 - length * 21);
    if (slump < 0.34 && daysAgo <= from && daysAgo >= to) {
      facts.push(
        which < 0.5
          ? { fact: 'slo.budget-left', value: -0.3 }
          : { fact: 'slo.deadlines-kept', value: 0.91 },
        { fact: 'runs.success-rate', value: 0.96 },
      );
    }
    return facts;
  }
}
