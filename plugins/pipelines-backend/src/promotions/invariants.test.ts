// First of all: it may take a guard away, to see that its test notices. See `npm run mutants`.
import './__testUtils__/mutants';
import { TestDatabases } from '@backstage/backend-test-utils';
import { createDoor, group, user } from './__testUtils__/createDoor';

jest.setTimeout(60_000);

/** One test an invariant of docs/promotions.md, by its number; 14 and 15 are those of ledger and approvals, seen through promotions. */
describe('invariants of promotions', () => {
  const databases = TestDatabases.create();

  describe.each(databases.eachSupportedId())('on %s', databaseId => {
    const open = () => createDoor({ databases, databaseId });

    it('1: an approval is bound to what will run, at each vote and at dispatch', async () => {
      const door = await open();
      const release = door.addRelease();
      const voted = await door.request(release.id);
      await door.vote(voted.id, 'ines');
      await expect(
        door.vote(voted.id, 'fay', 'approve', { subjectHash: 'f'.repeat(64) }),
      ).rejects.toThrow();
      door.world.policyVersion = 'p2';
      await expect(door.vote(voted.id, 'fay')).rejects.toThrow(
        'What it is about has changed',
      );
      expect(await door.state(voted.id)).toBe('Invalidated');
      // Between approval and dispatch.
      door.world.window = { state: 'closed', reason: 'Closed' };
      const approved = await door.request(release.id);
      await door.approve(approved.id);
      expect(await door.state(approved.id)).toBe('Scheduled');
      door.deployer.plan_ = {
        steps: [{ name: 'pin', title: 'Only the pin', timeoutSeconds: 5 }],
      };
      door.world.window = { state: 'open', reason: 'Open' };
      door.pass(31);
      await door.work();
      expect(await door.state(approved.id)).toBe('Invalidated');
      expect(door.deployer.effects).toEqual([]);
    });

    it('2: what changes by itself never makes an approval worthless; only a worse verdict stops it', async () => {
      const door = await open();
      door.world.standings = [
        { entityRef: 'x', sloStatus: 'ok', budgetRemaining: 0.9 },
      ];
      door.world.window = { state: 'closed', reason: 'Closed' };
      const { id } = await door.request(door.addRelease().id);
      await door.approve(id);
      // 3 h of new runs and another budget, with the same verdicts.
      for (let i = 0; i < 20; i++) door.addRun();
      door.world.standings[0].budgetRemaining = 0.2;
      door.pass(2.5 * 3600);
      door.world.window = { state: 'open', reason: 'Open' };
      door.world.standings[0].budgetRemaining = -0.1;
      await door.work();
      expect(await door.find(id)).toMatchObject({
        state: 'Scheduled',
        stateReason: expect.stringContaining('Error budget: Spent'),
      });
      await door.promotions.interventions.override(
        id,
        'error-budget',
        'The fix has to go out all the same',
        { actor: user('pat') },
      );
      await door.work();
      expect(await door.state(id)).toBe('Verifying');
    });

    it('3: neither who asked nor who wrote it can approve, and one human fills one rule', async () => {
      const door = await open();
      door.world.authors = [{ email: 'p', ref: user('priya'), commits: 2 }];
      const { id } = await door.request(door.addRelease().id, {}, 'ines');
      await expect(door.vote(id, 'ines')).rejects.toThrow();
      await expect(door.vote(id, 'priya')).rejects.toThrow();
      door.groups.get(group('finance'))!.push(user('tom'));
      await door.vote(id, 'tom');
      await door.work();
      expect(await door.state(id)).toBe('AwaitingApproval');
      // Membership is asked again before it is used.
      await door.vote(id, 'fay');
      door.groups.set(group('finance'), [user('frank'), user('fred')]);
      door.groups.set(group('data'), [user('ines'), user('priya')]);
      await door.work();
      expect(door.deployer.effects).toEqual([]);
    });

    it('4: what nobody could approve is refused with names', async () => {
      const door = await open();
      door.groups.set(group('finance'), []);
      await expect(door.request(door.addRelease().id)).rejects.toThrow(
        /finance/,
      );
    });

    it('5: an approval is used once: trying again needs its own', async () => {
      const door = await open();
      door.deployer.troubles.push('fails');
      const release = door.addRelease();
      const first = await door.request(release.id);
      await door.approve(first.id);
      expect(await door.state(first.id)).toBe('Failed');
      expect(
        (await door.approvals.requests.find(first.approvalId!, door.database))
          ?.state,
      ).toBe('Consumed');
      const again = await door.request(release.id);
      await door.work();
      expect(again.approvalId).not.toBe(first.approvalId);
      expect(await door.state(again.id)).toBe('AwaitingApproval');
    });

    it('6: one at a time changes a target, waiting holds nothing up, and a newer one replaces an older', async () => {
      const door = await open();
      const [one, two] = [door.addRelease(), door.addRelease()];
      const older = await door.request(one.id);
      const newer = await door.request(two.id);
      await door.vote(older.id, 'ines');
      await door.approve(newer.id);
      expect(await door.find(older.id)).toMatchObject({
        state: 'Superseded',
        supersededBy: newer.id,
      });
      expect(await door.state(newer.id)).toBe('Verifying');
      // The database itself lets no second one in.
      const third = await door.request(one.id, { kind: 'promote' });
      await door
        .database('promotions')
        .where({ id: newer.id })
        .update({ holds_lock: true });
      await expect(
        door
          .database('promotions')
          .where({ id: third.id })
          .update({ holds_lock: true }),
      ).rejects.toThrow();
    });

    it('7: a worker that lost its lease does nothing any more', async () => {
      const door = await open();
      const { id } = await door.request(door.addRelease().id);
      let other = 0;
      door.deployer.onApply = async ({ fencingToken, target }) => {
        if (other) return;
        other = fencingToken + 5;
        // Another replica took over and was at the target.
        door.deployer.tokens.set(`${target.unit}/${target.environment}`, other);
        await door
          .database('promotions')
          .where({ id })
          .update({ lease_owner: 'other', fencing_token: other });
      };
      await door.approve(id);
      expect(door.deployer.effects).toEqual([]);
      expect(await door.find(id)).toMatchObject({
        state: 'Running',
        leaseOwner: 'other',
      });
    });

    it('8: the same key is the same promotion, and never another one', async () => {
      const door = await open();
      const release = door.addRelease();
      const one = await door.request(release.id, {}, 'rita', 'k1');
      const same = await door.request(release.id, {}, 'rita', 'k1');
      expect(same.id).toBe(one.id);
      await expect(
        door.request(release.id, { environment: 'staging' }, 'rita', 'k1'),
      ).rejects.toThrow('was used for another request');
    });

    it('9: the last known good is computed, and is not merely the previous one', async () => {
      const door = await open();
      const good = door.addRelease();
      const bad = door.addRelease();
      const now = door.addRelease();
      await door.ship(good.id);
      door.world.requirements.autoRollback = false;
      const shaky = await door.request(bad.id);
      await door.approve(shaky.id);
      door.addRun();
      await door.work();
      door.addRun('failed');
      await door.work();
      expect((await door.find(shaky.id)).bakeState).toBe('broken');
      await door.ship(now.id);
      const options = await door.promotions.rollbacks.options({
        unit: 'finance',
        environment: 'prod',
      });
      expect(options.map(each => [each.release.id, each.tier])).toEqual([
        [good.id, 'last-known-good'],
        [bad.id, 'retrievable'],
      ]);
      expect(options[0].reason).toContain('newer, but not taken');
      await expect(door.request(bad.id, { kind: 'rollback' })).rejects.toThrow(
        'only who may break the glass',
      );
    });

    it('10: a rollback is never rolled back automatically', async () => {
      const door = await open();
      const [good, next, bad] = [
        door.addRelease(),
        door.addRelease(),
        door.addRelease(),
      ];
      await door.ship(good.id);
      await door.ship(next.id);
      const asked = await door.request(bad.id);
      await door.approve(asked.id);
      door.addRun('failed');
      await door.work();
      const rollback = await door.find(asked.id + 1);
      expect(rollback).toMatchObject({ kind: 'rollback', releaseId: next.id });
      door.addRun('failed');
      await door.work();
      expect(await door.state(rollback.id)).toBe('Failed');
      expect(
        await door.promotions.context.store.find(
          rollback.id + 1,
          door.database,
        ),
      ).toBeUndefined();
      expect(door.world.pages.at(-1)?.description).toContain(
        'it is a rollback itself',
      );
    });

    it('11: data that is not repointable is never touched automatically', async () => {
      const door = await open();
      await door.ship(door.addRelease().id);
      door.deployer.plan_ = { rollbackClass: 'stateful' };
      const asked = await door.request(door.addRelease().id);
      await door.approve(asked.id);
      door.addRun('failed');
      await door.work();
      expect(await door.state(asked.id)).toBe('Failed');
      expect(door.world.pages.at(-1)?.description).toContain('stateful');
    });

    it('12: a window that cannot be evaluated is closed for a promotion, and open for a rollback', async () => {
      const door = await open();
      const [good, next] = [door.addRelease(), door.addRelease()];
      await door.ship(good.id);
      await door.ship(next.id);
      door.world.window = { state: 'error', reason: 'No such calendar' };
      const forward = await door.request(door.addRelease().id);
      await door.approve(forward.id);
      expect(await door.state(forward.id)).toBe('Scheduled');
      const back = await door.request(good.id, { kind: 'rollback' });
      await door.work();
      expect(await door.state(back.id)).toBe('Verifying');
    });

    it('13: breaking the glass skips approvals and windows, never integrity, and is reviewed by somebody else', async () => {
      const door = await open();
      door.world.incidents = [
        {
          id: 4,
          title: 'Orders are wrong',
          openedAt: door.at(),
          isOpen: true,
          members: [],
        },
      ];
      door.world.window = { state: 'closed', reason: 'Closed' };
      const urgent = { breakGlass: true, incidentId: 4 };
      await expect(
        door.request(door.addRelease().id, { breakGlass: true }),
      ).rejects.toThrow('breakGlass needs incidentId');
      door.world.requirements.evidence = ['unit'];
      await expect(door.request(1, urgent, 'pat')).rejects.toThrow(
        'unit is missing',
      );
      door.world.requirements.evidence = [];
      await expect(door.request(1, urgent, 'ines')).rejects.toThrow(
        'lets only group:default/platform break the glass',
      );
      const { id } = await door.request(1, urgent, 'pat');
      await door.work();
      expect(await door.state(id)).toBe('Verifying');
      await expect(
        door.promotions.interventions.review(id, 'It was right', {
          actor: user('pat'),
        }),
      ).rejects.toThrow('Somebody else');
      // Nobody reviews it in time: the unit is locked for what goes forward, and that person can't do so again.
      door.pass(5 * 86_400);
      door.addRun();
      await door.work();
      await expect(door.request(door.addRelease().id)).rejects.toThrow(
        'the unit is locked',
      );
      await expect(
        door.request(1, { ...urgent, kind: 'redeploy', lane: 'hotfix' }, 'pat'),
      ).rejects.toThrow('was not reviewed in time');
      await door.promotions.interventions.review(id, 'It was right', {
        actor: user('quinn'),
      });
      await expect(door.request(2)).resolves.toBeDefined();
    });

    it('14: the ledger has each step, and none that did not happen', async () => {
      const door = await open();
      const { id } = await door.request(door.addRelease().id);
      await door.approve(id);
      const rows = await door
        .database('ledger')
        .where({ subject: `promotion:${id}` })
        .orderBy('seq');
      const moves = rows
        .map(row => JSON.parse(row.payload).fields)
        .filter(fields => fields.to);
      let state = 'Requested';
      for (const { from, to } of moves) {
        expect(from).toBe(state);
        state = to;
      }
      expect(state).toBe(await door.state(id));
      await door.expectIntact();
    });

    it('15: an approval that is over by the clock of the database is not used, whatever a timer says', async () => {
      const door = await open();
      door.world.window = { state: 'closed', reason: 'Closed' };
      const { id } = await door.request(door.addRelease().id);
      await door.approve(id);
      door.pass(4 * 3600 + 1);
      door.world.window = { state: 'open', reason: 'Open' };
      await door.work();
      expect(await door.state(id)).toBe('Expired');
      expect(door.deployer.effects).toEqual([]);
    });

    it('16: a change behind its back is seen, moves the baseline, and needs a second person', async () => {
      const door = await open();
      const target = { unit: 'finance', environment: 'prod' };
      await door.ship(door.addRelease().id);
      const waiting = await door.request(door.addRelease().id);
      door.deployer.change(target, 'hand-made', 'ines@northstar.example');
      const { reconcile } = door.promotions;
      const change = (await reconcile.look(target, door.deployer))!;
      expect(change).toMatchObject({
        afterVersion: 'hand-made',
        changedBy: 'ines@northstar.example',
      });
      expect(await reconcile.look(target, door.deployer)).toBeUndefined();
      await expect(door.vote(waiting.id, 'ines')).rejects.toThrow();
      expect(await door.state(waiting.id)).toBe('Invalidated');
      await expect(door.request(2)).rejects.toThrow(
        'A second person has to acknowledge it first',
      );
      await expect(
        reconcile.acknowledge(change.id, { by: user('ines'), reason: 'Mine' }),
      ).rejects.toThrow('somebody else has to acknowledge');
      await reconcile.acknowledge(change.id, {
        by: user('tom'),
        reason: 'It was needed in the night',
      });
      await expect(door.request(2)).resolves.toBeDefined();
      expect(door.deployer.running.get('finance/prod')?.version).toBe(
        'hand-made',
      );
      await door.expectIntact();
    });

    it('lets a fix through with the budget spent, an incident open, a hold set and the bad release still being verified', async () => {
      const door = await open();
      await door.ship(door.addRelease().id);
      const bad = await door.request(door.addRelease().id);
      await door.approve(bad.id);
      expect(await door.state(bad.id)).toBe('Verifying');
      door.world.incidents = [
        {
          id: 7,
          title: 'Wrong',
          openedAt: door.at(),
          isOpen: true,
          members: [],
        },
      ];
      door.world.standings = [
        { entityRef: 'x', sloStatus: 'burning', budgetRemaining: -1 },
      ];
      await door.promotions.holds.set(
        { unit: 'finance', environment: 'prod' },
        { by: user('pat'), reason: 'Until we know more' },
      );
      const fix = await door.request(door.addRelease({ label: 'fix' }).id, {
        lane: 'hotfix',
        incidentId: 7,
      });
      await door.vote(fix.id, 'tom');
      await door.work();
      expect(await door.state(fix.id)).toBe('Verifying');
      expect(await door.state(bad.id)).toBe('Superseded');
      door.addRun();
      await door.work();
      expect(await door.find(fix.id)).toMatchObject({
        state: 'Succeeded',
        failedAt: expect.any(String),
        restoredAt: expect.any(String),
      });
      expect(
        await door.promotions.context.units.holds('finance', door.database),
      ).toEqual([]);
    });

    it('lets a rollback through while the target of its references is down', async () => {
      const door = await open();
      const [good, next] = [door.addRelease(), door.addRelease()];
      await door.ship(good.id);
      await door.ship(next.id);
      const back = await door.request(good.id, { kind: 'rollback' });
      door.deployer.resolveReferences = async () => {
        throw new Error('Airflow is down');
      };
      await door.work();
      expect(await door.state(back.id)).toBe('Verifying');
    });
  });
});
