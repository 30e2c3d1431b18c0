import { attentionOf } from './attention';

const REQUESTED = '2026-11-25T06:00:00.000Z';
const after = (hours: number) =>
  new Date(Date.parse(REQUESTED) + hours * 3600_000).toISOString();
const waiting = {
  state: 'Pending' as const,
  requestedAt: REQUESTED,
  remindedAt: null,
  escalatedAt: null,
};

describe('attentionOf', () => {
  it.each([
    ['nothing yet', {}, 23.9, false, false],
    ['a reminder', {}, 24, true, false],
    ['nothing so soon after it', { remindedAt: after(24) }, 47, false, false],
    ['another reminder', { remindedAt: after(24) }, 48, true, false],
    ['others', { remindedAt: after(48) }, 72, true, true],
    [
      'others once',
      { remindedAt: after(72), escalatedAt: after(72) },
      73,
      false,
      false,
    ],
    [
      'nothing once it is decided',
      { state: 'Approved' as const },
      100,
      false,
      false,
    ],
  ])('%s', (_, more, hours, remind, escalate) => {
    expect(
      attentionOf({ ...waiting, ...more }, after(hours), {
        remindHours: 24,
        escalateHours: 72,
      }),
    ).toEqual({ remind, escalate });
  });
});
