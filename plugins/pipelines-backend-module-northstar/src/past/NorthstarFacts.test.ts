import type { FactReading } from '@sluice/plugin-pipelines-node';
import { PIPELINES } from '../fleet';
import { entityRefOf } from './content';
import { NorthstarFacts } from './NorthstarFacts';

const readings = PIPELINES.map(
  (each): FactReading => ({
    entityRef: entityRefOf(each),
    fact: 'docs.present',
    at: '2026-11-26T12:00:00.000Z',
    source: 'catalog',
    state: 'known',
    value: true,
  }),
);

describe('NorthstarFacts', () => {
  const facts = new NorthstarFacts({ seed: 'northstar' });

  it('tells the same past each time, and more that was otherwise the longer it is ago', () => {
    const again = new NorthstarFacts({ seed: 'northstar' });
    expect(again.before(readings, 40)).toEqual(facts.before(readings, 40));
    const [first, last] = [89, 1].map(days => facts.before(readings, days));
    expect(first.length).toBeGreaterThan(last.length + 50);
  });

  it('ends in what is', () => {
    expect(facts.before(readings, 1)).toEqual([]);
  });

  it('has one campaign that runs, and one that is overdue', () => {
    const start = new Date('2026-11-26T12:00:00.000Z');
    expect(facts.campaigns(start).map(({ due }) => due)).toEqual([
      '2026-12-14',
      '2026-11-24',
    ]);
  });

  it('has an exemption of each state, and nobody decides on their own', () => {
    const exemptions = facts.exemptions(new Date('2026-11-26T12:00:00.000Z'));
    const stateOf = (each: (typeof exemptions)[number]) => {
      if (each.rejectedBy) return 'refused';
      if (each.endedBy) return 'ended';
      if (!each.approvedBy) return 'requested';
      return each.until < '2026-11-26T12:05:00.000Z' ? 'expired' : 'active';
    };
    expect(new Set(exemptions.map(stateOf))).toEqual(
      new Set(['requested', 'active', 'expired', 'refused', 'ended']),
    );
    for (const { approvedBy, rejectedBy, requestedBy } of exemptions) {
      expect([approvedBy, rejectedBy]).not.toContain(requestedBy);
    }
  });
});
