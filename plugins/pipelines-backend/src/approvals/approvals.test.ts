import { TestDatabases } from '@backstage/backend-test-utils';
import { createDesk, group, RULES, user } from './__testUtils__/createDesk';

jest.setTimeout(60_000);

const HOUR = 3600;

describe('approvals', () => {
  const databases = TestDatabases.create();

  describe.each(databases.eachSupportedId())('on %s', databaseId => {
    const start = (options = {}) =>
      createDesk({ databases, databaseId, ...options });

    it('are asked for, voted on by two people, and used once; each step is a row of the ledger', async () => {
      const desk = await start();
      const { id } = await desk.ask();
      expect((await desk.vote(id, 'priya')).state).toBe('Pending');
      expect(
        (await desk.vote(id, 'fay', 'approve', { comment: 'ok' })).state,
      ).toBe('Approved');
      expect(desk.approved).toEqual([id]);
      expect(desk.changed).toContain(id);
      expect(await desk.consume(id)).toBe('done');
      expect(await desk.state(id)).toBe('Consumed');
      await expect(desk.consume(id)).rejects.toThrow('Consumed');
      expect(await desk.ledgerTypes()).toEqual([
        'membership.seen',
        'membership.seen',
        'approval.requested',
        'approval.voted',
        'approval.voted',
        'approval.approved',
        'approval.consumed',
      ]);
      const detail = await desk.approvals.inbox.detail(id, desk.asker('rita'));
      expect(detail).toMatchObject({
        state: 'Consumed',
        votes: [
          {
            voter: user('priya'),
            groups: [group('data')],
            authenticatedAt: '2026-11-25T05:00:00.000Z',
            subjectHash: detail.subjectHash,
            shownDigest: detail.shown.digest,
          },
          { voter: user('fay'), comment: 'ok' },
        ],
        rules: [
          { name: 'data', approvedBy: [user('priya')], missing: 0 },
          { name: 'finance', approvedBy: [user('fay')], missing: 0 },
        ],
      });
      await desk.expectIntact();
    });

    describe('refuse a vote', () => {
      it.each([
        ['of the requester', 'rita', 'You asked for this yourself'],
        ['of an author of what is changed', 'tom', 'excluded as author'],
        ['of somebody in no group of the rules', 'otto', 'No rule of this'],
        ['of a bot', 'robot', 'No rule of this'],
        [
          'of somebody whom the catalog does not know',
          'stranger',
          'does not know',
        ],
        ['of somebody whom the subject does not let', 'barred', 'Not yours'],
        ['of somebody who may not see it', 'outsider', 'no approval request'],
      ])('%s', async (_, name, message) => {
        const desk = await start();
        desk.bots.add(user('robot'));
        desk.members
          .get(group('data'))!
          .push(user('robot'), user('rita'), user('barred'));
        const { id } = await desk.ask({
          exclusions: [{ person: user('tom'), reason: 'author' }],
        });
        await expect(desk.vote(id, name)).rejects.toThrow(message);
        expect(await desk.database('approval_votes')).toEqual([]);
      });

      it('of a member who was removed from the group since', async () => {
        const desk = await start();
        const { id } = await desk.ask();
        desk.members.set(group('data'), ['priya', 'tom'].map(user));
        desk.members.set(group('finance'), ['fay', 'frank'].map(user));
        await expect(desk.vote(id, 'ines')).rejects.toThrow('No rule');
      });

      it('that is cast twice by one human', async () => {
        const desk = await start();
        const { id } = await desk.ask();
        await desk.vote(id, 'ines');
        await expect(desk.vote(id, 'ines')).rejects.toThrow(
          'You voted already (approve)',
        );
        expect(await desk.state(id)).toBe('Pending');
      });

      it('for another hash, or after something that was never shown', async () => {
        const desk = await start();
        const { id } = await desk.ask();
        const other = 'f'.repeat(64);
        await expect(
          desk.vote(id, 'ines', 'approve', { subjectHash: other }),
        ).rejects.toThrow('something else than what is asked for');
        await expect(
          desk.vote(id, 'ines', 'approve', { shownDigest: other }),
        ).rejects.toThrow('was never shown');
        expect(await desk.state(id)).toBe('Pending');
      });

      it.each(['approve', 'reject', 'revoke'] as const)(
        'to %s on what is decided',
        async kind => {
          const desk = await start();
          const { id } = await desk.ask();
          await desk.vote(id, 'ines', 'reject');
          await expect(desk.vote(id, 'fay', kind)).rejects.toThrow('Rejected');
        },
      );

      it('to revoke nothing', async () => {
        const desk = await start();
        const { id } = await desk.ask();
        await expect(desk.vote(id, 'ines', 'revoke')).rejects.toThrow(
          'no vote on this that could be revoked',
        );
      });
    });

    it('count one human for one rule', async () => {
      const desk = await start();
      const { id } = await desk.ask();
      // Ines is in both groups.
      expect((await desk.vote(id, 'ines')).state).toBe('Pending');
      expect((await desk.vote(id, 'frank')).state).toBe('Approved');
    });

    it('take the same request with the same key once, and refuse the key for another', async () => {
      const desk = await start();
      const { id } = await desk.ask();
      const key = 'k1';
      await desk.vote(id, 'ines', 'approve', { key });
      expect((await desk.vote(id, 'ines', 'approve', { key })).state).toBe(
        'Pending',
      );
      expect(await desk.database('approval_votes')).toHaveLength(1);
      await expect(desk.vote(id, 'ines', 'reject', { key })).rejects.toThrow(
        'was used for another request',
      );
      // The key of another caller is another key.
      expect((await desk.vote(id, 'fay', 'approve', { key })).state).toBe(
        'Approved',
      );
    });

    it('count votes that come at the same time one after the other', async () => {
      const desk = await start();
      const { id } = await desk.ask();
      const results = await Promise.allSettled(
        ['priya', 'fay', 'priya', 'fay'].map(name => desk.vote(id, name)),
      );
      expect(results.filter(r => r.status === 'fulfilled')).toHaveLength(2);
      expect(await desk.state(id)).toBe('Approved');
      expect(desk.approved).toEqual([id]);
      await desk.expectIntact();
    });

    describe('end', () => {
      it('by a rejection, whoever approved before', async () => {
        const desk = await start();
        const { id } = await desk.ask();
        await desk.vote(id, 'priya');
        expect(
          await desk.vote(id, 'fay', 'reject', { comment: 'Not at month end' }),
        ).toMatchObject({
          state: 'Rejected',
          closedReason: 'Not at month end',
        });
        expect(desk.ended).toEqual([`${id} Rejected`]);
      });

      it('when an approval that they rest on is revoked', async () => {
        const desk = await start();
        const { id } = await desk.ask();
        await desk.vote(id, 'priya');
        await desk.vote(id, 'priya', 'revoke');
        expect(await desk.state(id)).toBe('Pending');
        await desk.vote(id, 'priya');
        await desk.vote(id, 'fay');
        expect((await desk.vote(id, 'fay', 'revoke')).state).toBe(
          'Invalidated',
        );
        await expect(desk.consume(id)).rejects.toThrow('Invalidated');
      });

      it('when somebody rejects what was approved and not used yet', async () => {
        const desk = await start();
        const { id } = await desk.ask();
        await desk.vote(id, 'priya');
        await desk.vote(id, 'fay');
        expect((await desk.vote(id, 'tom', 'reject')).state).toBe(
          'Invalidated',
        );
      });

      it('when the requester withdraws, and nobody else can', async () => {
        const desk = await start();
        const { id } = await desk.ask();
        await expect(
          desk.approvals.requests.withdraw(id, user('fay')),
        ).rejects.toThrow('Only user:default/rita');
        await desk.approvals.requests.withdraw(id, user('rita'));
        expect(await desk.state(id)).toBe('Withdrawn');
        await expect(
          desk.approvals.requests.withdraw(id, user('rita')),
        ).rejects.toThrow("is Withdrawn can't withdraw");
      });

      it('at a vote after the subject has changed, which is kept', async () => {
        const desk = await start();
        const { id, subjectRef } = await desk.ask();
        desk.subjects.set(subjectRef, { reset: 'offsets', to: 0 });
        await expect(desk.vote(id, 'ines')).rejects.toThrow(
          'has changed since it was asked for',
        );
        expect(await desk.state(id)).toBe('Invalidated');
      });

      it('when there is nothing to decide on any more', async () => {
        const desk = await start();
        const { id, subjectRef } = await desk.ask();
        desk.subjects.delete(subjectRef);
        await expect(desk.vote(id, 'ines')).rejects.toThrow(
          'nothing to decide',
        );
        expect(await desk.state(id)).toBe('Invalidated');
      });

      it('when the stored subject was edited in the database', async () => {
        const desk = await start();
        const { id, subjectRef } = await desk.ask();
        desk.subjects.set(subjectRef, { reset: 'offsets', to: 0 });
        await desk
          .database('approval_requests')
          .update({ subject: '{"reset":"offsets","to":0}' });
        await expect(desk.vote(id, 'ines')).rejects.toThrow('it was edited');
      });

      it('one second after they expire, by the clock of the database, with no timer', async () => {
        const desk = await start();
        const { id } = await desk.ask();
        desk.pass(48 * HOUR + 1);
        await expect(desk.vote(id, 'ines')).rejects.toThrow('Nobody decided');
        expect(await desk.state(id)).toBe('Expired');
      });

      it('by the clock of the database, whatever that of the replica says', async () => {
        const desk = await start({ realClock: true });
        const { id } = await desk.ask({ pendingTtlSeconds: 1 });
        jest.useFakeTimers({
          now: Date.now() - 86_400_000,
          doNotFake: [
            'nextTick',
            'setImmediate',
            'setTimeout',
            'setInterval',
            'queueMicrotask',
            'clearTimeout',
            'clearInterval',
            'clearImmediate',
            'performance',
          ],
        });
        try {
          await new Promise(resolve => setTimeout(resolve, 1200));
          await expect(desk.vote(id, 'ines')).rejects.toThrow('Nobody decided');
        } finally {
          jest.useRealTimers();
        }
        expect(await desk.state(id)).toBe('Expired');
      });

      it('when the task finds that their time is over', async () => {
        const desk = await start();
        const { id } = await desk.ask();
        desk.pass(49 * HOUR);
        await desk.approvals.attend();
        expect(await desk.state(id)).toBe('Expired');
        expect(desk.ended).toEqual([`${id} Expired`]);
      });
    });

    describe('are used', () => {
      async function approvedDesk() {
        const desk = await start();
        const { id, subjectRef } = await desk.ask();
        await desk.vote(id, 'priya');
        await desk.vote(id, 'fay');
        return { ...desk, id, subjectRef };
      }

      it('never before they are approved', async () => {
        const desk = await start();
        const { id } = await desk.ask();
        await desk.vote(id, 'ines');
        await expect(desk.consume(id)).rejects.toThrow('is Pending');
      });

      it('never one second after the approval expired', async () => {
        const desk = await approvedDesk();
        desk.pass(2 * HOUR);
        await expect(desk.consume(desk.id)).rejects.toThrow('not used until');
        expect(await desk.state(desk.id)).toBe('Expired');
      });

      it('never for something else', async () => {
        const desk = await approvedDesk();
        await expect(
          desk.consume(desk.id, undefined, { reset: 'offsets', to: 0 }),
        ).rejects.toThrow('not what was approved');
        expect(await desk.state(desk.id)).toBe('Invalidated');
      });

      it('never after the subject changed', async () => {
        const desk = await approvedDesk();
        desk.subjects.set(desk.subjectRef, { reset: 'offsets', to: 0 });
        await expect(desk.consume(desk.id)).rejects.toThrow('has changed');
        expect(await desk.state(desk.id)).toBe('Invalidated');
      });

      it('never after somebody who approved has left the group; the ledger says when that was seen', async () => {
        const desk = await approvedDesk();
        desk.members.set(group('finance'), ['frank', 'ines'].map(user));
        await expect(desk.consume(desk.id)).rejects.toThrow('finance lacks 1');
        expect(await desk.state(desk.id)).toBe('Invalidated');
        const types = await desk.ledgerTypes();
        expect(types.slice(-2)).toEqual([
          'membership.changed',
          'approval.invalidated',
        ]);
      });

      it('not if what was approved fails, and can be used again', async () => {
        const desk = await approvedDesk();
        await expect(
          desk.consume(desk.id, async () => {
            throw new Error('the deployer is down');
          }),
        ).rejects.toThrow('the deployer is down');
        expect(await desk.state(desk.id)).toBe('Approved');
        expect(await desk.consume(desk.id)).toBe('done');
      });

      it('once, however many try at the same time', async () => {
        const desk = await approvedDesk();
        let times = 0;
        const results = await Promise.allSettled(
          Array.from({ length: 5 }, () =>
            desk.consume(desk.id, async () => ++times),
          ),
        );
        expect(results.filter(r => r.status === 'fulfilled')).toHaveLength(1);
        expect(await desk.state(desk.id)).toBe('Consumed');
        expect(times).toBe(1);
      });

      it('after a day of new live findings, which make no vote worthless', async () => {
        const desk = await approvedDesk();
        for (let minute = 0; minute < 90; minute += 10) {
          desk.pass(600);
          await desk.database.transaction(tx =>
            desk.approvals.requests.show(desk.id, { lagSeconds: minute }, tx),
          );
        }
        expect(await desk.consume(desk.id)).toBe('done');
        expect(await desk.database('approval_snapshots')).toHaveLength(10);
      });
    });

    it('are refused with names if nobody could approve', async () => {
      const desk = await start();
      await expect(
        desk.ask({
          exclusions: ['fay', 'frank', 'ines'].map(name => ({
            person: user(name),
            reason: 'author' as const,
          })),
        }),
      ).rejects.toMatchObject({
        statusCode: 422,
        message: expect.stringMatching(
          /finance needs 1 of group:default\/finance.*user:default\/fay \(author\)/,
        ),
      });
    });

    it('take fallback approvers where exclusions empty a rule, and say so', async () => {
      const desk = await start();
      desk.members.set(group('platform'), ['pat', 'paul'].map(user));
      const { id } = await desk.ask({
        rules: [{ ...RULES[1], fallbackApprovers: [group('platform')] }],
        exclusions: ['fay', 'frank', 'ines'].map(name => ({
          person: user(name),
          reason: 'author' as const,
        })),
      });
      expect((await desk.vote(id, 'pat')).state).toBe('Approved');
      const detail = await desk.approvals.inbox.detail(id, desk.asker('rita'));
      expect(detail.rules).toMatchObject([{ usesFallback: true }]);
      await desk.consume(id);
      const row = await desk.database('ledger').orderBy('seq', 'desc').first();
      expect(JSON.parse(row.payload).fields.counted).toEqual([
        { name: 'finance', approvedBy: [user('pat')], usesFallback: true },
      ]);
    });

    it('are one at a time for one subject', async () => {
      const desk = await start();
      const { subjectRef } = await desk.ask();
      await expect(desk.ask({ ref: subjectRef })).rejects.toThrow(
        'has an open approval request already',
      );
    });

    it('can be delegated by those who have a right of their own, once', async () => {
      const desk = await start();
      const { id } = await desk.ask();
      const delegate = (from: string, to: string) =>
        desk.approvals.requests.delegate(id, user(from), user(to));
      await expect(delegate('otto', 'eve')).rejects.toThrow('no right to pass');
      await expect(delegate('fay', 'rita')).rejects.toThrow('requester');
      await expect(delegate('fay', 'stranger')).rejects.toThrow('not another');
      await expect(delegate('fay', 'fay')).rejects.toThrow('not another');
      await delegate('fay', 'eve');
      await expect(delegate('fay', 'otto')).rejects.toThrow('already');
      await expect(desk.vote(id, 'fay')).rejects.toThrow('No rule');
      await expect(delegate('eve', 'otto')).rejects.toThrow('no right to pass');
      await desk.vote(id, 'eve');
      expect((await desk.vote(id, 'priya')).state).toBe('Approved');
      expect(await desk.consume(id)).toBe('done');
    });

    it('show each what waits for them, and what they wait for', async () => {
      const desk = await start();
      const first = await desk.ask({ title: '<b>first</b>' });
      const second = await desk.ask({ requestedBy: user('fay') });
      const ids = async (view: 'decide' | 'waiting' | 'all', name: string) =>
        (
          await desk.approvals.inbox.page({ view }, desk.asker(name), {
            limit: 10,
          })
        ).items.map(i => i.id);
      expect(await ids('decide', 'ines')).toEqual([second.id, first.id]);
      expect(await ids('decide', 'fay')).toEqual([first.id]);
      expect(await ids('waiting', 'fay')).toEqual([second.id]);
      expect(await ids('all', 'rita')).toEqual([second.id, first.id]);
      expect(await ids('all', 'outsider')).toEqual([]);
      await desk.vote(first.id, 'ines');
      expect(await ids('decide', 'ines')).toEqual([second.id]);
      const page = await desk.approvals.inbox.page(
        { view: 'all' },
        desk.asker('ines'),
        { limit: 1 },
      );
      const next = await desk.approvals.inbox.page(
        { view: 'all' },
        desk.asker('ines'),
        { limit: 1, cursor: page.nextCursor },
      );
      expect(next.items).toMatchObject([
        { id: first.id, title: '<b>first</b>', mine: { vote: 'approve' } },
      ]);
      await expect(
        desk.approvals.inbox.detail(first.id, desk.asker('outsider')),
      ).rejects.toThrow('no approval request');
    });

    it('are brought to mind, and to the mind of others, once each time', async () => {
      const desk = await start();
      const { id } = await desk.ask({ pendingTtlSeconds: 200 * HOUR });
      await desk.vote(id, 'priya');
      await desk.approvals.attend();
      expect(desk.notified).toEqual([]);
      desk.pass(25 * HOUR);
      await desk.approvals.attend();
      await desk.approvals.attend();
      expect(desk.notified).toEqual([['fay', 'frank', 'ines'].map(user)]);
      desk.pass(48 * HOUR);
      await desk.approvals.attend();
      await desk.approvals.attend();
      expect(desk.notified.slice(1)).toEqual([
        ['fay', 'frank', 'ines'].map(user),
        [group('platform')],
      ]);
      const types = await desk.ledgerTypes();
      expect(types.filter(t => t === 'approval.reminded')).toHaveLength(2);
      expect(types.filter(t => t === 'approval.escalated')).toHaveLength(1);
    });

    it('of a type that nothing here brings are left alone', async () => {
      const desk = await start();
      const { id } = await desk.ask();
      await desk
        .database('approval_requests')
        .update({ subject_type: 'hold-release' });
      desk.pass(500 * HOUR);
      await desk.approvals.attend();
      expect(await desk.state(id)).toBe('Pending');
      const page = await desk.approvals.inbox.page(
        { view: 'all' },
        desk.asker('ines'),
        { limit: 10 },
      );
      expect(page.items).toEqual([]);
    });

    it('keep a vote whose consequence failed, and try that again', async () => {
      const desk = await start();
      const { id } = await desk.ask();
      desk.fail.next = new Error('crashed');
      await desk.vote(id, 'priya');
      expect((await desk.vote(id, 'fay')).state).toBe('Approved');
      expect(desk.approved).toEqual([]);
      await desk.approvals.attend();
      expect(desk.approved).toEqual([id]);
    });

    it('comment once for one key, and count for nothing', async () => {
      const desk = await start();
      const { id } = await desk.ask();
      const comment = { author: user('otto'), text: 'Why *now*?', key: 'c' };
      await desk.approvals.requests.comment(id, comment);
      await desk.approvals.requests.comment(id, comment);
      const detail = await desk.approvals.inbox.detail(id, desk.asker('rita'));
      expect(detail.comments).toMatchObject([{ text: 'Why *now*?' }]);
      expect(detail.state).toBe('Pending');
    });

    it('have votes that the database refuses to change', async () => {
      const desk = await start();
      const { id } = await desk.ask();
      await desk.vote(id, 'ines');
      await expect(
        desk.database('approval_votes').update({ kind: 'reject' }),
      ).rejects.toThrow('append-only');
      await expect(desk.database('approval_votes').delete()).rejects.toThrow(
        'append-only',
      );
    });
  });
});
