import type { GateResult } from '@sluice/plugin-pipelines-common';
import fc from 'fast-check';
import { blockersOf, newestOf, raisersOf, stoppersOf } from './verdicts';

const VERDICTS = [
  'pass',
  'fail',
  'unknown',
  'inconclusive',
  'not-applicable',
] as const;

function finding(
  gate: string,
  verdict: GateResult['verdict'],
  more: Partial<GateResult> = {},
): GateResult {
  return {
    gate,
    title: gate,
    class: 'risk',
    isLive: true,
    verdict,
    summary: '',
    checkedAt: '2026-11-25T06:00:00.000Z',
    phase: 'request',
    ...more,
  };
}

const none = new Set<string>();
const names = (all: GateResult[]) => all.map(each => each.gate);

describe('gates', () => {
  it('block by integrity and raise by risk, unless waived', () => {
    const all = [
      finding('digest', 'fail', { class: 'integrity' }),
      finding('evidence', 'unknown', { class: 'integrity' }),
      finding('budget', 'fail'),
      finding('incident', 'fail', { waived: 'Mends incident 3' }),
      finding('soak', 'not-applicable'),
      finding('window', 'fail'),
    ];
    expect(names(blockersOf(all))).toEqual(['digest', 'evidence']);
    expect(names(raisersOf(all))).toEqual(['budget']);
  });

  it('stop at dispatch only by a verdict that got worse', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...VERDICTS),
        fc.constantFrom(...VERDICTS),
        (before, now) => {
          const stops =
            stoppersOf(
              [finding('budget', now)],
              [finding('budget', before)],
              none,
            ).length > 0;
          const rank = (v: string) =>
            ({ pass: 0, 'not-applicable': 0, fail: 2 }[v] ?? 1);
          expect(stops).toBe(rank(now) > rank(before));
        },
      ),
    );
  });

  it('stop by integrity whatever was shown or overridden, by a closed window, not by what was overridden', () => {
    const shown = [finding('budget', 'pass')];
    expect(
      names(
        stoppersOf(
          [
            finding('quarantine', 'fail', { class: 'integrity' }),
            finding('budget', 'fail'),
            finding('window', 'fail'),
          ],
          shown,
          new Set(['budget', 'quarantine', 'window']),
        ),
      ),
    ).toEqual(['quarantine', 'window']);
  });

  it('count by what they found last', () => {
    const last = finding('budget', 'pass', { phase: 'dispatch' });
    expect(newestOf([finding('budget', 'fail'), last])).toEqual([last]);
  });
});
