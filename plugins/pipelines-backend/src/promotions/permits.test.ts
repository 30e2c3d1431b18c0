import { TestDatabases } from '@backstage/backend-test-utils';
import type { Gate, GateQuestion } from '@sluice/plugin-pipelines-node';
import { createDoor } from './__testUtils__/createDoor';

jest.setTimeout(60_000);

const standard = {
  template: 'docs',
  digest: 'd'.repeat(64),
  reason: 'It matches docs (onlyDocs)',
  use: 1,
};

describe('what needs no approval', () => {
  const databases = TestDatabases.create();

  describe.each(databases.eachSupportedId())('on %s', databaseId => {
    const open = () => createDoor({ databases, databaseId });

    it('goes on by itself where the policy says so, and every gate passes', async () => {
      const door = await open();
      door.world.requirements = { autoPromote: true };
      const { id: releaseId } = door.addRelease();
      const { plan } = await door.promotions.service.plan(
        { releaseId, environment: 'dev' },
        'user:default/rita',
      );
      expect(plan).toMatchObject({
        rules: [],
        withoutApproval: expect.stringContaining('every gate passes'),
      });
      const asked = await door.request(releaseId, { environment: 'dev' });
      expect(asked).toMatchObject({ state: 'Scheduled', approvalId: null });
      await door.work();
      expect(await door.state(asked.id)).toBe('Verifying');
    });

    it('asks people after all where an incident is open', async () => {
      const door = await open();
      door.world.requirements = { autoPromote: true };
      door.world.standard = standard;
      door.world.incidents = [
        {
          id: 7,
          title: 'Books are wrong',
          openedAt: door.at(),
          isOpen: true,
          members: [],
        },
      ];
      const asked = await door.request(door.addRelease().id);
      expect(asked.state).toBe('AwaitingApproval');
      expect(asked.plan.rules.map(each => each.name)).toEqual([
        'independent',
        'finance',
        'risk',
      ]);
      expect(asked.standardChange).toBeNull();
    });

    it('is a standard change, which says by which template and is counted', async () => {
      const door = await open();
      door.world.standard = standard;
      const { id: releaseId } = door.addRelease();
      const asked = await door.request(releaseId);
      expect(asked).toMatchObject({
        state: 'Scheduled',
        stateReason: 'A standard change: It matches docs (onlyDocs)',
        standardChange: 'docs',
        plan: { standardChange: standard, rules: [] },
      });
      const { payload } = await door
        .database('ledger')
        .where({
          type: 'promotion.requested',
          subject: `promotion:${asked.id}`,
        })
        .first();
      expect(JSON.parse(payload).fields.standardChange).toEqual({
        template: 'docs',
        digest: standard.digest,
        use: 1,
      });
      // What it is judged by: it fails, and so does the next.
      door.world.requirements = { autoRollback: false };
      await door.work();
      door.addRun('failed');
      await door.work();
      expect(await door.state(asked.id)).toBe('Failed');
      await door.request(door.addRelease().id);
      expect(door.world.standardAsked.at(-1)).toMatchObject({
        failureRate: 1,
        uses: new Map([[standard.digest, { count: 1, failures: 1 }]]),
      });
    });

    it('is not a standard change by facts of the release alone: values of the environment count too', async () => {
      const door = await open();
      const { id: first } = door.addRelease();
      await door.ship(first);
      const asked = () => door.world.standardAsked.at(-1)!.facts.hasConfig;
      // Nobody knew what was deployed before.
      expect(asked()).toBeUndefined();
      const next = door.addRelease();
      const plan = async () =>
        (
          await door.promotions.service.plan(
            { releaseId: next.id, environment: 'prod' },
            'user:default/rita',
          )
        ).plan;
      expect((await plan()).configChanges).toEqual([]);
      door.world.values = { pool: 'large' };
      expect((await plan()).configChanges).toEqual([
        { key: 'pool', to: 'large' },
      ]);
      expect(asked()).toBe(true);
    });

    it('is asked the gates of modules that the policy names, with its params', async () => {
      const door = await open();
      const questions: GateQuestion[] = [];
      const gate: Gate = {
        name: 'registry',
        title: 'Schema registry',
        class: 'integrity',
        isLive: true,
        timeoutSeconds: 5,
        async evaluate(question) {
          questions.push(question);
          return { verdict: 'pass', summary: 'Compatible' };
        },
      };
      door.world.gates = [gate];
      const { id: releaseId } = door.addRelease();
      const plan = async () =>
        (
          await door.promotions.service.plan(
            { releaseId, environment: 'prod' },
            'user:default/rita',
          )
        ).plan;
      await plan();
      expect(questions).toEqual([]);
      door.world.requirements = {
        gates: [{ name: 'registry', params: { level: 'FULL' } }],
      };
      expect((await plan()).gates).toContainEqual(
        expect.objectContaining({ gate: 'registry', verdict: 'pass' }),
      );
      expect(questions).toMatchObject([{ params: { level: 'FULL' } }]);
      door.world.gates = [];
      expect(await plan()).toMatchObject({
        canRequest: false,
        problems: [expect.stringContaining('which no module of this portal')],
      });
    });
  });
});
