import type { PromotionDetail } from '@sluice/plugin-pipelines-common';
import { promotionDetail } from '../__testUtils__/promotions';
import { phasesOf } from './phases';

const states = (changes: Partial<PromotionDetail>) =>
  phasesOf(promotionDetail(changes))
    .map(phase => phase.state)
    .join(' ');
const event = (from: string) => ({
  at: '2026-11-21T09:00:00.000Z',
  actor: 'system:promotions',
  type: 'promotion.moved',
  from,
});

describe('phasesOf', () => {
  it.each<[string, Partial<PromotionDetail>, string]>([
    ['asked for', { state: 'Requested' }, 'now todo todo todo todo todo todo'],
    [
      'waiting for approval',
      { state: 'AwaitingApproval' },
      'done done now todo todo todo todo',
    ],
    ['deploying', { state: 'Running' }, 'done done done done now todo todo'],
    [
      'not known after a crash',
      { state: 'Indeterminate' },
      'done done done done unknown todo todo',
    ],
    [
      'baking',
      { state: 'Succeeded', bake: { state: 'baking' } },
      'done done done done done done now',
    ],
    [
      'last known good',
      { state: 'Succeeded', bake: { state: 'done' } },
      'done done done done done done done',
    ],
    [
      'broken while baking',
      { state: 'Succeeded', bake: { state: 'broken' } },
      'done done done done done done stopped',
    ],
    [
      'rejected by a person',
      { state: 'Rejected', timeline: [event('AwaitingApproval')] },
      'done done stopped todo todo todo todo',
    ],
    [
      'stopped by a gate',
      { state: 'Rejected', timeline: [event('Gating')] },
      'done stopped todo todo todo todo todo',
    ],
    [
      'failed while deploying',
      { state: 'Failed', startedAt: '2026-11-21T09:00:00.000Z' },
      'done done done done stopped todo todo',
    ],
    [
      'failed its verification',
      {
        state: 'Failed',
        startedAt: '2026-11-21T09:00:00.000Z',
        deployedAt: '2026-11-21T09:01:00.000Z',
      },
      'done done done done done stopped todo',
    ],
  ])('%s', (_, changes, expected) => {
    expect(states(changes)).toBe(expected);
  });

  it('counts what is done', () => {
    const [, gates, approval] = phasesOf(
      promotionDetail({ state: 'AwaitingApproval' }),
    );
    expect(gates.count).toEqual({ done: 2, of: 3 });
    expect(approval.count).toEqual({ done: 1, of: 2 });
  });
});
