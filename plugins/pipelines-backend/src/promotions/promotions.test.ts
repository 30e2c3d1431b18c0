import { TestDatabases } from '@backstage/backend-test-utils';
import { createDoor, user } from './__testUtils__/createDoor';

jest.setTimeout(60_000);

describe('promotions', () => {
  const databases = TestDatabases.create();

  describe.each(databases.eachSupportedId())('on %s', databaseId => {
    const open = () => createDoor({ databases, databaseId });

    it('go from a request to a verified, baked release, each step in the ledger', async () => {
      const door = await open();
      const { id: releaseId, releaseDigest } = door.addRelease();
      const asked = await door.request(releaseId);
      expect(asked).toMatchObject({
        state: 'AwaitingApproval',
        unit: 'finance',
        kind: 'promote',
        members: ['component:default/close_day'],
      });
      await door.vote(asked.id, 'ines');
      await door.work();
      expect(await door.state(asked.id)).toBe('AwaitingApproval');
      await door.vote(asked.id, 'fay');
      await door.work();
      expect(await door.find(asked.id)).toMatchObject({
        state: 'Verifying',
        holdsLock: false,
        verificationState: 'running',
      });
      expect(door.deployer.effects.map(each => each.step)).toEqual([
        'fetch',
        'pin',
      ]);
      expect(
        await door.promotions.context.units.find(
          { unit: 'finance', environment: 'prod' },
          door.database,
        ),
      ).toMatchObject({ releaseId, runningVersion: releaseDigest });
      door.addRun();
      await door.work();
      expect(await door.find(asked.id)).toMatchObject({
        state: 'Succeeded',
        verificationState: 'successful',
        bakeState: 'baking',
        verification: { runs: 1 },
      });
      door.addRun();
      door.pass(3600);
      await door.work();
      expect(await door.find(asked.id)).toMatchObject({
        bakeState: 'done',
        wakeAt: null,
      });
      expect(await door.ledgerOf(asked.id)).toEqual([
        'promotion.requested',
        'promotion.gating',
        'promotion.approval-asked',
        'promotion.approved',
        'promotion.queued',
        'promotion.dispatched',
        'promotion.step-done',
        'promotion.step-done',
        'promotion.deployed',
        'promotion.succeeded',
        'promotion.baked',
      ]);
      await door.expectIntact();
    });

    it('judge a release by the runs that ran it, and wait while nobody can tell', async () => {
      const door = await open();
      const { id: releaseId } = door.addRelease();
      const { id } = await door.request(releaseId);
      await door.vote(id, 'ines');
      await door.vote(id, 'fay');
      await door.work();
      // Made before the deployment, started after it: it ran what was there before.
      door.addRun('failed', 'old');
      door.addRun('success', 'old');
      door.deployer.recogniseVersions = async () => {
        throw new Error('The repository does not answer');
      };
      await door.work();
      expect(await door.find(id)).toMatchObject({
        verificationState: 'running',
        verification: { runs: 0 },
      });
      const asked: string[][] = [];
      door.deployer.recogniseVersions = async ({ to }, versions) => {
        expect(to.id).toBe(releaseId);
        asked.push(versions);
        return new Map(versions.map(each => [each, each === 'new']));
      };
      door.pass(60);
      await door.work();
      expect(await door.find(id)).toMatchObject({
        verificationState: 'running',
        verification: { runs: 0 },
      });
      door.addRun('success', 'new');
      await door.work();
      expect(await door.find(id)).toMatchObject({
        state: 'Succeeded',
        verificationState: 'successful',
        verification: { runs: 1 },
      });
      expect(asked.at(-1)).toEqual(['old', 'new']);
    });

    it('are rolled back automatically when they go bad, to the last known good', async () => {
      const door = await open();
      const good = door.addRelease();
      const bad = door.addRelease();
      await door.ship(good.id);
      const asked = await door.request(bad.id);
      await door.approve(asked.id);
      door.addRun('failed');
      await door.work();
      expect(await door.find(asked.id)).toMatchObject({
        state: 'Failed',
        verificationState: 'failed',
      });
      const rollback = await door.find(asked.id + 1);
      expect(rollback).toMatchObject({
        kind: 'rollback',
        isAutomatic: true,
        releaseId: good.id,
        rollbackOf: asked.id,
        state: 'Verifying',
        requestedBy: 'system:promotions',
      });
      const { units } = door.promotions.context;
      expect(await units.quarantines('finance', door.database)).toMatchObject([
        { releaseId: bad.id, promotionId: rollback.id },
      ]);
      expect(await units.holds('finance', door.database)).toHaveLength(1);
      await expect(door.request(bad.id)).rejects.toThrow(
        "It can't be promoted: Not quarantined: Quarantined since",
      );
      await door.expectIntact();
    });

    it('are rolled back automatically when they regress after they succeeded', async () => {
      const door = await open();
      const good = door.addRelease();
      const bad = door.addRelease();
      await door.ship(good.id);
      const asked = await door.request(bad.id);
      await door.approve(asked.id);
      door.addRun();
      await door.work();
      expect(await door.state(asked.id)).toBe('Succeeded');
      door.addRun('failed');
      await door.work();
      expect(await door.find(asked.id)).toMatchObject({
        state: 'Succeeded',
        bakeState: 'broken',
      });
      expect(await door.find(asked.id + 1)).toMatchObject({
        kind: 'rollback',
        releaseId: good.id,
      });
    });

    it('are not rolled back for a miss that an upstream explains, nor when nobody can tell', async () => {
      const door = await open();
      const good = door.addRelease();
      await door.ship(good.id);
      const asked = await door.request(door.addRelease().id);
      await door.approve(asked.id);
      door.pass(60);
      door.world.misses.push({
        member: 'component:default/close_day',
        slo: 'by-six',
        at: door.at(),
        cause: 'upstream',
        upstream: 'component:default/orders',
      });
      door.addRun('failed');
      door.pass(3600);
      await door.work();
      expect(await door.find(asked.id)).toMatchObject({
        state: 'Succeeded',
        verificationState: 'inconclusive',
        bakeState: null,
      });
      expect(await door.database('promotions').count({ n: '*' })).toEqual([
        { n: expect.anything() },
      ]);
      expect(
        (
          await door.promotions.context.store.page(
            {},
            { limit: 9 },
            door.database,
          )
        ).map(each => each.kind),
      ).toEqual(['promote', 'promote']);
      expect(door.world.pages).toMatchObject([
        { title: 'Nobody can tell whether finance works in prod' },
      ]);
    });

    it('come through a lost answer without doing anything twice', async () => {
      const door = await open();
      door.deployer.troubles.push('answer-lost');
      const { id } = await door.request(door.addRelease().id);
      await door.approve(id);
      expect(await door.state(id)).toBe('Verifying');
      expect(door.deployer.effects.map(each => each.step)).toEqual([
        'fetch',
        'pin',
      ]);
      expect(await door.ledgerOf(id)).toEqual(
        expect.arrayContaining([
          'promotion.indeterminate',
          'promotion.reconciling',
          'promotion.resumed',
        ]),
      );
    });

    it('do again what was not done when the connection was lost', async () => {
      const door = await open();
      door.deployer.troubles.push('connection-lost');
      const { id } = await door.request(door.addRelease().id);
      await door.approve(id);
      expect(await door.state(id)).toBe('Verifying');
      expect(door.deployer.effects).toHaveLength(2);
    });

    it("stay unknown as long as the target can't be read, and tell somebody", async () => {
      const door = await open();
      door.deployer.troubles.push('connection-lost');
      door.deployer.unreadable = true;
      const { id } = await door.request(door.addRelease().id);
      await door.approve(id);
      expect(await door.find(id)).toMatchObject({
        state: 'Reconciling',
        holdsLock: true,
        stateReason: "prod can't be read: The target does not answer",
      });
      door.pass(400);
      await door.work();
      expect(door.world.pages).toMatchObject([
        { title: 'Nobody knows what finance runs in prod' },
      ]);
      door.deployer.unreadable = false;
      door.pass(60);
      await door.work();
      expect(await door.state(id)).toBe('Verifying');
    });

    it('fail for good where a step certainly did not happen', async () => {
      const door = await open();
      door.deployer.troubles.push('fails');
      const { id } = await door.request(door.addRelease().id);
      await door.approve(id);
      expect(await door.find(id)).toMatchObject({
        state: 'Failed',
        stateReason: 'Fetch the artifacts: No space left',
        holdsLock: false,
      });
      expect(door.deployer.effects).toEqual([]);
    });

    it('wait for somebody else who works on a step', async () => {
      const door = await open();
      door.deployer.troubles.push('waits', 'waits');
      const { id } = await door.request(door.addRelease().id);
      await door.approve(id);
      door.pass(1);
      await door.work();
      door.pass(1);
      await door.work();
      expect(await door.state(id)).toBe('Verifying');
    });

    it('wait for their window, which nobody overrides, and for their start', async () => {
      const door = await open();
      door.world.window = {
        state: 'closed',
        reason: 'Frozen until 8 a.m.',
        opensAt: '2026-11-25T08:00:00.000Z',
      };
      const { id } = await door.request(door.addRelease().id, {
        startAt: '2026-11-25T07:00:00Z',
      });
      await door.approve(id);
      expect(await door.state(id)).toBe('Scheduled');
      door.pass(3700);
      await door.work();
      expect(await door.find(id)).toMatchObject({
        state: 'Scheduled',
        stateReason: 'Frozen until 8 a.m.',
      });
      await expect(
        door.promotions.interventions.override(
          id,
          'window',
          'It is urgent, really',
          {
            actor: user('pat'),
          },
        ),
      ).rejects.toThrow('A window is waited for');
      door.world.window = { state: 'open', reason: 'Open' };
      door.pass(30);
      await door.work();
      expect(await door.state(id)).toBe('Verifying');
    });

    it('can be cancelled while they wait, and are asked to stop while they run', async () => {
      const door = await open();
      const waiting = await door.request(door.addRelease().id);
      await door.promotions.interventions.cancel(
        waiting.id,
        'Not needed any more',
        {
          actor: user('rita'),
        },
      );
      expect(await door.state(waiting.id)).toBe('Cancelled');
      const running = await door.request(door.addRelease().id);
      door.deployer.onApply = async ({ step }) => {
        if (step.name !== 'fetch') return;
        await door.promotions.interventions.cancel(
          running.id,
          'Stop, it is wrong',
          {
            actor: user('pat'),
          },
        );
      };
      await door.approve(running.id);
      expect(await door.find(running.id)).toMatchObject({
        state: 'Aborted',
        stateReason: 'Stop, it is wrong',
      });
      expect(door.deployer.effects.map(each => each.step)).toEqual(['fetch']);
    });
  });
});
