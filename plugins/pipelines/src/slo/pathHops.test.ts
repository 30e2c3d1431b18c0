import type { Verdict } from '@sluice/plugin-pipelines-common';
import { pathHops } from './pathHops';

const at = (time: string) => `2026-11-20T${time}:00.000Z`;
const verdict = (hops: Verdict['evidence']['hops']) =>
  ({ occurrence: at('04:00'), evidence: { hops } } as Verdict);

describe('pathHops', () => {
  it('gives each hop the minutes from when the one before was done', () => {
    const hops = pathHops(
      verdict([
        { pipeline: 'component:default/a', finishedAt: at('04:30') },
        { pipeline: 'component:default/b', finishedAt: at('04:20') },
        { finishedAt: at('05:15') },
      ]),
    );
    expect(hops.map(hop => hop.addedMinutes)).toEqual([30, 0, 45]);
  });

  it('says nothing after a hop that is not done, or that nothing observes', () => {
    const hops = pathHops(
      verdict([
        { pipeline: 'component:default/a', unknown: true },
        { pipeline: 'component:default/b', finishedAt: at('05:00') },
      ]),
    );
    expect(hops.map(hop => hop.addedMinutes)).toEqual([undefined, undefined]);
    expect(hops[0].unknown).toBe(true);
    expect(pathHops(verdict(undefined))).toEqual([]);
  });
});
