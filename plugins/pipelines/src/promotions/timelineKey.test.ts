import { timelineKey } from './timelineKey';

describe('timelineKey', () => {
  it.each([
    [{ type: 'promotion.gating', to: 'Gating' }, 'promotions.state.Gating'],
    [{ type: 'promotion.requested' }, 'promotions.timeline.of.requested'],
    [{ type: 'promotion.bake-broken' }, 'promotions.timeline.of.bake-broken'],
    [{ type: 'promotion.gating', to: 'Elsewhere' }, undefined],
    [{ type: 'release.quarantined' }, undefined],
  ])('of %j is %s', (entry, expected) => {
    expect(timelineKey(entry)).toBe(expected);
  });
});
