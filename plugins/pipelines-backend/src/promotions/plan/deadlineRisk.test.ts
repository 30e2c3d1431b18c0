import fc from 'fast-check';
import { deadlineRisk } from './deadlineRisk';

const at = '2026-11-25T10:50:00.000Z';
const due = (minutes: number, entityRef = 'component:default/close') => ({
  entityRef,
  slo: 'by-six',
  nextDeadline: new Date(Date.parse(at) + minutes * 60_000).toISOString(),
  timezone: 'America/New_York',
});
const risk = (minutes: number[], more: object = {}) =>
  deadlineRisk({
    at,
    usualSeconds: 20 * 60,
    standings: minutes.map(each => due(each)),
    isComplete: true,
    ...more,
  });

describe('deadlineRisk', () => {
  it.each([
    [[], 'pass'],
    [[60], 'pass'],
    [[20], 'pass'],
    [[10], 'fail'],
    [[-5], 'pass'],
  ])('with deadlines in %j minutes is %s', (minutes, verdict) => {
    expect(risk(minutes).verdict).toBe(verdict);
  });

  it('says when it would be safe, right after the deadline', () => {
    expect(risk([10])).toMatchObject({
      summary:
        'Started now it would be under way until 11:10 UTC, when component:default/close is due at 11:00 UTC; next safe start 11:00 UTC',
      nextSafeStart: '2026-11-25T11:00:00.000Z',
      atRisk: [{ slackSeconds: -600 }],
    });
  });

  it('names the least bad slot where none is safe for four hours', () => {
    const all = Array.from({ length: 30 }, (_, i) => 10 + i * 10);
    const found = risk([...all, 11, 12]);
    expect(found.nextSafeStart).toBeUndefined();
    expect(found.leastBadStart).toBeDefined();
    expect(found.summary).toContain('no start in the next 4 h is safe');
  });

  it('counts unknown lineage as unknown, never as nothing', () => {
    expect(risk([60], { isComplete: false }).verdict).toBe('unknown');
    expect(risk([10], { isComplete: false }).verdict).toBe('fail');
  });

  it('has no deadline at risk at the start that it calls safe', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 300 }), { maxLength: 12 }),
        fc.integer({ min: 1, max: 60 }),
        (minutes, takes) => {
          const usualSeconds = takes * 60;
          const found = risk(minutes, { usualSeconds });
          if (!found.nextSafeStart) return;
          const then = deadlineRisk({
            at: found.nextSafeStart,
            usualSeconds,
            standings: minutes.map(each => due(each)),
            isComplete: true,
          });
          expect(then.atRisk).toEqual([]);
        },
      ),
    );
  });
});
