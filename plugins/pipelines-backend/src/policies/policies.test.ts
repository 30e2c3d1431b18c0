import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import type { JsonValue } from '@backstage/types';
import { stringify } from 'yaml';
import { createDesk, group, user } from '../approvals/__testUtils__/createDesk';
import { createPolicies } from '.';
import { policy } from './__testUtils__/policies';
import type { PoliciesConfig } from './configuredPolicy';
import type { Policy } from '@sluice/plugin-pipelines-node/documents';

jest.setTimeout(60_000);

const BASE: Policy = {
  ...policy(),
  approvers: [
    { name: 'independent', from: 'anyone' },
    { name: 'finance', from: [group('finance')] },
    { name: 'data', from: [group('data')] },
  ],
  policyChanges: { approvals: ['data'] },
};
const LONGER: Policy = {
  ...BASE,
  rules: [
    ...BASE.rules,
    { name: 'soak', require: { soakHours: 24, approvals: ['finance'] } },
  ],
};
const json = (content: Policy) => content as unknown as JsonValue;

describe('policies', () => {
  const databases = TestDatabases.create();

  describe.each(databases.eachSupportedId())('on %s', databaseId => {
    type Desk = Awaited<ReturnType<typeof createDesk>>;

    /** A portal that starts on the database of the desk with a config. The desk takes subjects of a type once, so each start has its own. */
    function start(
      desk: Desk,
      config: PoliciesConfig,
      options: { isReplica?: boolean } = {},
    ) {
      const logger = mockServices.logger.mock();
      const policies = createPolicies({
        database: desk.database,
        approvals: options.isReplica
          ? { ...desk.approvals, addSubjects: () => {} }
          : desk.approvals,
        ledger: desk.ledger.service,
        logger,
        config,
        environments: ['dev', 'prod'],
        calendars: new Map(),
        gates: () => ['lag'],
      });
      return { ...policies, logger };
    }

    const open = () => createDesk({ databases, databaseId, realClock: true });

    it('put the first one of the config in force, and a change of it once others approved it', async () => {
      const desk = await open();
      const { bringConfig, queries, service } = start(desk, {
        content: json(BASE),
      });
      expect(await queries.standing()).toEqual({
        proposed: [],
        configDiffers: true,
        problems: [],
      });
      await expect(service.inForce()).rejects.toThrow('No policy is in force');
      await bringConfig();
      await bringConfig();
      const first = await service.inForce();
      expect(first).toEqual({
        version: expect.stringMatching(/^[0-9a-f]{64}$/),
        policy: BASE,
        since: expect.stringMatching(/Z$/),
      });

      const yaml = `# why\n${stringify(LONGER)}`;
      const proposal = { yaml, reason: 'More soak', person: user('ines') };
      const proposed = await service.propose({ ...proposal, key: 'k1' });
      expect(await service.propose({ ...proposal, key: 'k1' })).toEqual(
        proposed,
      );
      await expect(
        service.propose({ ...proposal, reason: 'Other', key: 'k1' }),
      ).rejects.toThrow('was used for another request');
      expect(proposed).toMatchObject({
        policy: LONGER,
        source: yaml,
        base: first.version,
        broughtBy: user('ines'),
        inForceFrom: null,
      });
      const id = proposed.approvalId!;
      const detail = await desk.approvals.inbox.detail(id, desk.asker('tom'));
      expect(detail).toMatchObject({
        type: 'policy-change',
        rules: [{ name: 'data', minApprovals: 1 }],
        shown: {
          content: { diff: expect.stringContaining('+      soakHours: 24') },
        },
      });
      expect((await service.inForce()).version).toBe(first.version);

      // The editor is in the group that approves, and can't all the same.
      await expect(desk.vote(id, 'ines')).rejects.toThrow(/asked for|editor/);
      await expect(desk.vote(id, 'fay')).rejects.toThrow('No rule');
      await desk.vote(id, 'tom');
      expect(await service.inForce()).toMatchObject({
        version: proposed.version,
        policy: LONGER,
      });
      expect(await desk.state(id)).toBe('Consumed');
      await expect(service.propose({ ...proposal, key: 'k2' })).rejects.toThrow(
        'in force already',
      );
      const types = await desk.ledgerTypes();
      expect(types.filter(type => type.startsWith('policy.'))).toEqual([
        'policy.adopted',
        'policy.proposed',
        'policy.changed',
      ]);
      // What the config says is old now; it isn't proposed again.
      await bringConfig();
      expect(await service.standing()).toMatchObject({
        inForce: { version: proposed.version, approvalId: id },
        proposed: [],
        configDiffers: true,
        problems: [],
      });
      // A template approves many changes at once, so it takes two.
      const template = await service.propose({
        yaml: stringify({
          ...LONGER,
          standardChanges: [
            { name: 'docs', allows: ['onlyDocs'], until: '2099-12-31' },
          ],
        }),
        person: user('rita'),
      });
      await desk.vote(template.approvalId!, 'tom');
      expect((await service.inForce()).version).toBe(proposed.version);
      await desk.vote(template.approvalId!, 'priya');
      expect((await service.inForce()).version).toBe(template.version);
      const { items, nextCursor } = await queries.page({ limit: 2 });
      const rest = await queries.page({ limit: 2, cursor: nextCursor });
      expect(rest.nextCursor).toBeUndefined();
      expect([...items, ...rest.items]).toMatchObject([
        { version: template.version, state: 'in-force' },
        {
          version: proposed.version,
          state: 'replaced',
          yaml,
          diff: expect.stringContaining('+      soakHours: 24'),
          reason: 'More soak',
        },
        {
          version: first.version,
          state: 'replaced',
          broughtBy: 'system:config',
          diff: '',
          yaml: stringify(BASE),
        },
      ]);
      await desk.expectIntact();
    });

    it('propose what the config says after that, and leave the last good one in force', async () => {
      const desk = await open();
      await start(desk, { content: json(BASE) }).bringConfig();
      const { bringConfig, logger, service } = start(
        desk,
        { content: json(LONGER) },
        { isReplica: true },
      );
      await bringConfig();
      await bringConfig();
      const standing = await service.standing();
      expect(standing).toMatchObject({
        inForce: { policy: BASE },
        proposed: [{ policy: LONGER, broughtBy: 'system:config' }],
        configDiffers: true,
      });
      expect(logger.warn).toHaveBeenCalledTimes(1);
      // Nobody knows who wrote it, so it takes two.
      const id = standing.proposed[0].approvalId!;
      await desk.vote(id, 'ines');
      expect((await service.inForce()).policy).toEqual(BASE);
      await desk.vote(id, 'fay');
      expect((await service.inForce()).policy).toEqual(LONGER);

      // What was rejected isn't proposed again.
      const next = start(
        desk,
        { content: json({ ...LONGER, title: 'Next' }) },
        { isReplica: true },
      );
      await next.bringConfig();
      const [{ approvalId }] = (await next.service.standing()).proposed;
      await desk.vote(approvalId!, 'ines', 'reject');
      await next.bringConfig();
      expect(await next.service.standing()).toMatchObject({
        inForce: { policy: LONGER },
        proposed: [],
        configDiffers: true,
      });
      expect((await next.queries.page({ limit: 1 })).items[0].state).toBe(
        'ended',
      );
    });

    it('do not let an approval reach further than what it was given for', async () => {
      const desk = await open();
      const { bringConfig, queries, service } = start(desk, {
        content: json(BASE),
      });
      await bringConfig();
      const other = { ...LONGER, title: 'Other' };
      const [a, b, c] = await Promise.all(
        [LONGER, other, { ...LONGER, title: 'Third' }].map(content =>
          service.propose({ yaml: stringify(content), person: user('rita') }),
        ),
      );
      // A row that is edited at rest isn't what people vote on.
      await desk
        .database('policy_versions')
        .where({ id: c.id })
        .update({ content: JSON.stringify({ ...BASE, title: 'Mine' }) });
      await expect(desk.vote(c.approvalId!, 'tom')).rejects.toThrow(
        'has changed since',
      );
      // A group that it names is gone between proposal and use.
      desk.members.delete(group('finance'));
      await desk.vote(b.approvalId!, 'tom');
      expect(await desk.state(b.approvalId!)).toBe('Invalidated');
      desk.members.set(group('finance'), ['fay', 'frank'].map(user));
      // Another one came into force meanwhile.
      await desk.vote(a.approvalId!, 'tom');
      const late = await service.propose({
        yaml: stringify(other),
        person: user('rita'),
      });
      const latest = await service.propose({
        yaml: stringify({ ...other, title: 'Latest' }),
        person: user('rita'),
      });
      await desk.vote(latest.approvalId!, 'tom');
      const states = (await queries.page({ limit: 9 })).items.map(v => v.state);
      expect(states.slice(0, 2)).toEqual(['in-force', 'outdated']);
      await expect(desk.vote(late.approvalId!, 'ines')).rejects.toThrow(
        'has changed since',
      );
      expect((await service.inForce()).version).toBe(latest.version);
      await desk.expectIntact();
    });

    it('refuse what nobody can satisfy, say so, and start all the same', async () => {
      const desk = await open();
      const bad = {
        ...BASE,
        approvers: [
          ...BASE.approvers,
          { name: 'board', from: [group('board')] },
        ],
      };
      const broken = start(desk, { content: json(bad) });
      await broken.start(mockServices.scheduler.mock());
      await broken.bringConfig();
      await broken.bringConfig();
      expect(broken.logger.error).toHaveBeenCalledTimes(1);
      expect(broken.logger.error).toHaveBeenCalledWith(
        expect.stringContaining(
          'approvers[3].from names group:default/board, a group that the catalog does not know',
        ),
      );
      expect(await broken.service.standing()).toMatchObject({
        inForce: undefined,
        configDiffers: true,
        problems: [expect.stringContaining('group:default/board')],
      });
      await expect(
        broken.service.propose({ yaml: stringify(BASE), person: user('ines') }),
      ).rejects.toThrow('the first one comes from the config');

      // The group comes with the catalog, later.
      desk.members.set(group('board'), ['ada', 'bo'].map(user));
      await broken.bringConfig();
      const { version } = await broken.service.inForce();
      for (const [yaml, message] of [
        [
          stringify({
            ...BASE,
            approvers: [{ name: 'a', from: 'anyone', minApprovals: 0 }],
          }),
          'minApprovals has to be 1 or more',
        ],
        [
          stringify({
            ...BASE,
            rules: [
              ...BASE.rules,
              { name: 'r', require: { gates: [{ name: 'moon' }] } },
            ],
          }),
          'names moon, which is no gate',
        ],
        ['a: [', 'not YAML'],
      ]) {
        await expect(
          broken.service.propose({ yaml, person: user('ines') }),
        ).rejects.toThrow(message);
      }
      // And goes: the policy stays in force, and the page says what is wrong with it.
      desk.members.set(group('board'), [user('ada')]);
      expect((await broken.service.standing()).problems).toEqual([]);
      desk.members.delete(group('board'));
      expect((await broken.service.standing()).problems).toEqual([
        'in force: approvers[3].from names group:default/board, a group that the catalog does not know',
      ]);
      const unreadable = start(
        desk,
        { file: '/nowhere/policy.yaml' },
        { isReplica: true },
      );
      await unreadable.bringConfig();
      expect(unreadable.logger.error).toHaveBeenCalledWith(
        expect.stringContaining(
          `The last good one (${version}) stays in force`,
        ),
      );
      expect((await unreadable.service.standing()).problems[0]).toContain(
        "/nowhere/policy.yaml, which can't be read",
      );
    });

    it('are the default where the config has none, at once and once for two replicas', async () => {
      const desk = await open();
      const replicas = [start(desk, {}), start(desk, {}, { isReplica: true })];
      await Promise.all(
        replicas.map(r => r.start(mockServices.scheduler.mock())),
      );
      const { inForce, ...rest } = await replicas[0].service.standing();
      expect(inForce?.policy.title).toBe('Default policy');
      expect(rest).toEqual({
        proposed: [],
        configDiffers: false,
        problems: [],
      });
      expect(await desk.database('policy_versions')).toHaveLength(1);
    });
  });
});
