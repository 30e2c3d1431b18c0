import { approvalDetail } from '../__testUtils__/approvals';
import { historyOf } from './history';

describe('historyOf', () => {
  it('tells what happened in order, the decision after the vote that made it', () => {
    const at = '2026-11-21T09:00:00.000Z';
    const events = historyOf(
      approvalDetail({
        state: 'Consumed',
        escalatedAt: '2026-11-21T08:30:00.000Z',
        decidedAt: at,
        closedAt: '2026-11-21T09:00:01.000Z',
        votes: [
          {
            voter: 'user:default/fay',
            kind: 'approve',
            at,
            groups: [],
            subjectHash: 'a',
            shownDigest: 'b',
            comment: 'ok',
          },
        ],
      }),
    );
    expect(events.map(event => event.what)).toEqual([
      'requested',
      'escalated',
      'approve',
      'decided',
      'ended',
    ]);
  });

  it('says why it ended', () => {
    const at = '2026-11-21T09:00:00.000Z';
    const events = historyOf(
      approvalDetail({
        state: 'Expired',
        decidedAt: at,
        closedAt: at,
        closedReason: 'Nobody decided',
      }),
    );
    expect(events.map(event => event.what)).toEqual(['requested', 'ended']);
    expect(events[1]).toMatchObject({
      state: 'Expired',
      text: 'Nobody decided',
    });
  });
});
