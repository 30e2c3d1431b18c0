import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { TestDatabases } from '@backstage/backend-test-utils';
import type { FactReading, FactValue } from '@sluice/plugin-pipelines-node';
import { createPortal, dagEntity, START } from '../__testUtils__/createPortal';
import type { Asker } from '../approvals';
import { RegisteredFacts } from '../RegisteredFacts';
import { createScorecards } from './createScorecards';
import { DemoExemptions } from './DemoExemptions';
import type { ExemptionPolicy } from './exemptionTerms';
import { StandingReads } from './StandingReads';

jest.setTimeout(120_000);

const DAY = 86_400_000;
const later = (ms: number) => new Date(Date.parse(START) + ms).toISOString();
const A = 'component:default/a';
const B = 'component:default/b';
const INES = 'user:default/ines';
const JONAS = 'user:default/jonas';

const YAML = `
id: readiness
title: Readiness
levels:
  - name: bronze
    title: Bronze
    checks:
      - { id: docs, title: Documented, fact: docs, is: true, toPass: Write, effort: hours }
  - name: silver
    checks:
      - { id: budget, title: Budget, fact: budget, atLeast: 0.1, toPass: Wait, effort: weeks }
      - { id: runbook, title: Runbook, fact: runbook, is: true, toPass: Write, effort: minutes }
`;

const asker = (person: string): Asker => ({
  person,
  scopeOf: async () => ({}),
});

describe('scorecards', () => {
  const databases = TestDatabases.create();

  describe.each(databases.eachSupportedId())('on %s', databaseId => {
    let portal: Awaited<ReturnType<typeof createPortal>>;
    let folder: string;
    const known = new Map<string, FactValue | undefined>();
    let scorecards: ReturnType<typeof createScorecards>;
    let isDown = false;
    /** What the policy says of exemptions. */
    let said: Awaited<ReturnType<ExemptionPolicy['of']>> = {
      rules: [],
      maxDays: undefined,
    };

    beforeAll(async () => {
      folder = mkdtempSync(path.join(tmpdir(), 'scorecards-'));
      writeFileSync(path.join(folder, 'readiness.yaml'), YAML);
      portal = await createPortal({
        databases,
        databaseId,
        sources: [],
        entities: [dagEntity('a'), dagEntity('b', 'b', { owner: 'sales' })],
      });
      await portal.reconcile();
      const facts = new RegisteredFacts();
      facts.addFactProvider({
        id: 'test',
        facts: [
          { name: 'docs', title: 'Docs', description: 'D', type: 'boolean' },
          { name: 'runbook', title: 'R', description: 'R', type: 'boolean' },
          {
            name: 'budget',
            title: 'B',
            description: 'B',
            type: 'number',
            unit: 'share',
          },
        ],
        async read(refs, { now }) {
          if (isDown) throw new Error('connect ECONNREFUSED');
          return refs.flatMap(entityRef =>
            ['docs', 'runbook', 'budget'].flatMap((fact): FactReading[] => {
              const value = known.get(`${entityRef} ${fact}`);
              return value === undefined
                ? []
                : [
                    {
                      entityRef,
                      fact,
                      at: now.toISOString(),
                      source: 'test',
                      state: 'known',
                      value,
                      evidence: [{ title: `${fact} as it was found` }],
                    },
                  ];
            }),
          );
        },
      });
      scorecards = createScorecards({
        database: portal.database,
        fleet: portal.fleet,
        approvals: portal.approvals,
        ledger: portal.ledger.service,
        outbox: portal.onCall.notifications.outbox,
        facts,
        config: {
          shipped: false,
          folder,
          // It is about nobody.
          definitions: [
            {
              id: 'nobody',
              title: 'Nobody',
              appliesTo: { types: ['spark-job'] },
              levels: [
                {
                  name: 'bronze',
                  checks: [
                    {
                      id: 'docs',
                      title: 'Docs',
                      fact: 'docs',
                      is: true,
                      toPass: 'Write',
                    },
                  ],
                },
              ],
            },
          ],
          campaigns: [
            {
              id: 'runbooks',
              title: 'A runbook each',
              scorecard: 'readiness',
              check: 'runbook',
              due: later(2 * DAY).slice(0, 10),
            },
            { id: 'none', title: 'x', scorecard: 'nope', check: 'x', due: 'x' },
          ],
          everyMinutes: 5,
          exemptions: { maxDays: 90, remindDays: 7, approvers: undefined },
        },
        policy: { of: async () => said },
        month: {
          read: async (_pipelines, _period, _scope, { budgetsOn }) => ({
            budgets: budgetsOn
              ? [
                  {
                    sloId: 1,
                    name: budgetsOn,
                    entityRef: A,
                    status: 'met',
                  },
                ]
              : [],
            incidents: [],
            unmanagedChanges: [],
          }),
        },
        logger: portal.logger,
        isCaughtUp: async () => true,
        onMoved: async () => {},
        now: portal.now,
      });
      for (const fact of ['docs', 'runbook']) {
        for (const ref of [A, B]) known.set(`${ref} ${fact}`, true);
      }
      known.set(`${A} budget`, -0.4);
      known.set(`${B} budget`, 0.6);
      await scorecards.evaluate();
    });
    afterAll(() => rmSync(folder, { recursive: true, force: true }));

    const outcome = async (ref: string, check: string) => {
      const [standing] = await scorecards.queries.ofPipeline(ref, {}, true);
      return standing.checks.find(each => each.check === check)!;
    };
    const level = async (ref: string) =>
      (await scorecards.queries.ofPipeline(ref, {}))[0].level;

    it('shows owners by checks, pipelines, and each check with what it rests on', async () => {
      const matrix = await scorecards.queries.matrix('readiness', 90, {});
      expect(
        matrix.owners.map(({ checks, level: of, levels, owner }) => [
          owner,
          of,
          levels,
          checks.find(({ check }) => check === 'budget')!.failed,
        ]),
      ).toEqual([
        ['group:default/finance', 'bronze', [0, 1, 0], 1],
        ['group:default/sales', 'silver', [0, 0, 1], 0],
      ]);
      expect(matrix.trend).toEqual([
        { date: START.slice(0, 10), level: 'bronze', pipelines: [0, 1, 1] },
      ]);
      expect(await outcome(A, 'budget')).toMatchObject({
        state: 'failed',
        value: -0.4,
        unit: 'share',
        condition: { atLeast: 0.1 },
        source: 'test',
        evidence: [{ title: 'budget as it was found' }],
        canRequestExemption: true,
      });
      const { toDo } = await scorecards.queries.ofOwner(
        'group:default/finance',
        90,
        {},
      );
      expect(toDo).toMatchObject([
        { check: 'budget', pipelines: [A], movesUp: 1, effort: 'weeks' },
      ]);
    });

    it('finds pipelines by what came of a check, page by page', async () => {
      const of = (query: object) =>
        scorecards.results.page('readiness', query, {});
      expect(await of({ check: 'budget', state: ['failed'] })).toMatchObject({
        items: [{ entityRef: A }],
        totalItems: 1,
      });
      expect((await of({ level: ['none'] })).totalItems).toBe(0);
      const first = await of({ limit: 1 });
      const next = await of({ limit: 1, cursor: first.nextCursor });
      expect([...first.items, ...next.items].map(r => r.entityRef)).toEqual([
        A,
        B,
      ]);
      expect(next.nextCursor).toBeUndefined();
    });

    it('has a scorecard that is about nobody, with nothing in it', async () => {
      expect(await scorecards.queries.matrix('nobody', 90, {})).toMatchObject({
        scorecard: { pipelines: 0, belowFirst: 0 },
        owners: [],
        trend: [],
        movers: [],
      });
    });

    it('says what is wrong with a campaign, and goes on with the others', async () => {
      const { problems } = await scorecards.queries.list({});
      expect(problems).toContainEqual(
        expect.stringMatching(/^pipelines\.scorecards\.campaigns\[1\]/),
      );
      const [campaign] = await scorecards.campaigns.list({});
      expect(campaign).toMatchObject({ id: 'runbooks', state: 'done' });
    });

    it.each([
      ['ends in the past', { until: later(-DAY) }, 'which is in the past'],
      ['lasts too long', { until: later(91 * DAY) }, 'at most 90 days'],
      ['is of no scorecard', { scorecardId: 'x' }, 'There is no scorecard x'],
      ['is of no check', { check: 'x' }, 'readiness has no check x'],
      [
        'is of no pipeline',
        { entityRef: 'component:default/x' },
        'There is no pipeline component:default/x',
      ],
      [
        'isn’t needed',
        { entityRef: B },
        'budget of component:default/b is passed',
      ],
    ])('refuses an exemption that %s', async (_, wrong, message) => {
      await expect(
        scorecards.exemptions.service.request(
          {
            scorecardId: 'readiness',
            check: 'budget',
            entityRef: A,
            reason: 'The feed moves',
            until: later(30 * DAY),
            ...wrong,
          },
          { person: INES, scope: {} },
          undefined,
        ),
      ).rejects.toThrow(message);
    });

    it('asks whom the policy of delivery names, and for no longer than it lets', async () => {
      const request = (days: number) =>
        scorecards.exemptions.service.request(
          {
            scorecardId: 'readiness',
            check: 'budget',
            entityRef: A,
            reason: 'The feed moves',
            until: later(days * DAY),
          },
          { person: INES, scope: {} },
          undefined,
        );
      said = {
        rules: [{ name: 'finance', minApprovals: 2, from: [INES, JONAS] }],
        maxDays: 14,
      };
      expect(
        (await scorecards.queries.ofPipeline(A, {}, true))[0].exemptionDays,
      ).toBe(14);
      await expect(request(15)).rejects.toThrow('lasts at most 14 days');
      // Whoever asks isn't one of the two.
      await expect(request(14)).rejects.toThrow(
        /Nobody could approve this: .*finance/,
      );
      said = { rules: [], maxDays: undefined };
    });

    it('exempts from the vote of somebody else on, and not from the last second on', async () => {
      const asked = {
        scorecardId: 'readiness',
        check: 'budget',
        entityRef: A,
        reason: 'The feed moves',
        // By the clock of the database, which approvals go by, it has to be to come.
        until: new Date(Date.now() + 10 * DAY).toISOString(),
      };
      // The clock of the test goes with that of the database.
      portal.pass((Date.now() - portal.now().getTime()) / 60_000);
      const requested = await scorecards.exemptions.service.request(
        asked,
        { person: INES, scope: {} },
        'key-1',
      );
      expect(requested).toMatchObject({
        state: 'requested',
        owner: 'group:default/finance',
      });
      const again = await scorecards.exemptions.service.request(
        asked,
        { person: INES, scope: {} },
        'key-1',
      );
      expect(again.id).toBe(requested.id);
      await expect(
        scorecards.exemptions.service.request(
          asked,
          { person: JONAS, scope: {} },
          undefined,
        ),
      ).rejects.toThrow('is asked for already');
      expect(await outcome(A, 'budget')).toMatchObject({
        state: 'failed',
        exemption: { id: requested.id, state: 'requested' },
        canRequestExemption: false,
      });

      const vote = async (person: string) => {
        const request = await portal.approvals.inbox.visible(
          requested.approvalId!,
          asker(person),
        );
        return portal.approvals.voting.vote(
          {
            requestId: request.id,
            kind: 'approve',
            subjectHash: request.subjectHash,
            shownDigest: request.snapshotDigest,
          },
          { ...asker(person), authenticatedAt: null },
        );
      };
      await expect(vote(INES)).rejects.toThrow(/requester|asked for/);
      await vote(JONAS);
      portal.pass(0.1);
      await scorecards.evaluate();
      expect(await level(A)).toBe('silver');
      expect(await outcome(A, 'budget')).toMatchObject({ state: 'exempt' });
      expect(
        (await scorecards.exemptions.queries.page({ state: ['active'] }, {}))
          .items,
      ).toMatchObject([{ id: requested.id, approvedBy: [JONAS] }]);
      const ledger = await portal.ledger.service.page(
        { type: ['exemption.granted'] } as never,
        { limit: 10 } as never,
      );
      expect(JSON.stringify(ledger)).toContain('exemption.granted');

      // No task runs at that second; whoever looks sees it all the same.
      portal.pass((Date.parse(asked.until) - portal.now().getTime()) / 60_000);
      expect(await level(A)).toBe('bronze');
      expect(await outcome(A, 'budget')).toMatchObject({ state: 'failed' });
      const { items } = await scorecards.results.changes(
        'readiness',
        { entityRef: A },
        {},
      );
      expect(
        items.map(({ from, isUp, reasons, to }) => [
          from,
          to,
          isUp,
          reasons[0].to,
        ]),
      ).toEqual([['silver', 'bronze', false, 'failed']]);
      expect(
        (await scorecards.exemptions.queries.find(requested.id, {})).state,
      ).toBe('expired');
    });

    it('knows nothing of what can’t be read, and lowers nobody without saying why', async () => {
      isDown = true;
      await scorecards.evaluate();
      isDown = false;
      expect(await outcome(B, 'docs')).toMatchObject({
        state: 'unknown',
        reason: "test can't be read: connect ECONNREFUSED",
      });
      const { items } = await scorecards.results.changes(
        'readiness',
        { entityRef: B },
        {},
      );
      expect(items[0]).toMatchObject({ from: 'silver', to: undefined });
      await scorecards.evaluate();
      expect(await level(B)).toBe('silver');
    });

    it('reminds owners of a campaign once, and of what is overdue', async () => {
      known.set(`${B} runbook`, false);
      await scorecards.evaluate();
      await scorecards.evaluate();
      const [campaign] = await scorecards.campaigns.list({});
      expect(campaign).toMatchObject({ state: 'overdue', left: 1 });
      expect(
        await portal
          .database('scorecard_reminders')
          .where({ owner: 'group:default/sales' })
          .pluck('days_before'),
      ).toEqual([-1]);
      expect(
        (await scorecards.campaigns.find('runbooks', {})).leftPipelines,
      ).toMatchObject([{ entityRef: B, state: 'failed' }]);
    });

    it('keeps a scorecard as it was while its file is wrong, and says what is', async () => {
      const file = path.join(folder, 'readiness.yaml');
      writeFileSync(file, YAML.replace('atLeast: 0.1', 'is: true'));
      await scorecards.evaluate();
      const { items, problems } = await scorecards.queries.list({});
      expect(problems[0]).toMatch(
        /^readiness\.yaml\.levels\[1\]\.checks\[0\]\.is can't be asked of budget/,
      );
      expect(items.find(({ id }) => id === 'readiness')).toMatchObject({
        file: 'the last good version',
      });
      writeFileSync(file, YAML);
      await scorecards.evaluate();
      const { items: after } = await scorecards.queries.list({});
      expect(after.find(({ id }) => id === 'readiness')!.file).toBe(
        'readiness.yaml',
      );
    });

    it('plays what people of a demo ask for, in whatever state it ends', async () => {
      known.set(`${A} runbook`, false);
      known.set(`${B} runbook`, false);
      await scorecards.evaluate();
      const ask = (owner: string, more: object) => ({
        scorecard: 'readiness',
        check: 'runbook',
        owner: `group:default/${owner}`,
        reason: 'It is written anew',
        requestedBy: INES,
        until: new Date(portal.now().getTime() + 40 * DAY).toISOString(),
        ...more,
      });
      const demo = new DemoExemptions({
        database: portal.database,
        approvals: portal.approvals,
        reads: new StandingReads({ database: portal.database }),
        exemptions: scorecards.exemptions.service,
        logger: portal.logger,
      });
      const why = 'Readers need it now';
      await demo.ask([
        ask('sales', { rejectedBy: JONAS, rejectedBecause: why }),
        ask('finance', { approvedBy: JONAS, endedBy: INES }),
        // Nobody decides on their own, and there is no such owner.
        ask('finance', { requestedBy: JONAS, approvedBy: JONAS }),
        ask('nobody', { approvedBy: JONAS }),
      ]);
      const { items } = await scorecards.exemptions.queries.page(
        { check: 'runbook' },
        {},
      );
      expect(items.map(({ entityRef, state }) => [entityRef, state])).toEqual([
        [A, 'requested'],
        [A, 'ended'],
        [B, 'refused'],
      ]);
    });

    it('sums up a month, and none that hasn’t begun', async () => {
      const month = portal.now().toISOString().slice(0, 7);
      const options = { withCost: false };
      expect(
        await scorecards.months.of('group:default/sales', month, {}, options),
      ).toMatchObject({
        pipelines: 1,
        isOver: false,
        budgetsOn: undefined,
        budgets: [],
        scorecards: [{ levelAtEnd: 'bronze' }],
      });
      // One that is over tells budgets as they were on its last day.
      expect(
        await scorecards.months.of(
          'group:default/sales',
          '2024-02',
          {},
          options,
        ),
      ).toMatchObject({
        isOver: true,
        budgetsOn: '2024-02-29',
        budgets: [{ name: '2024-02-29' }],
      });
      await expect(
        scorecards.months.of('group:default/sales', '2999-01', {}, options),
      ).rejects.toThrow("which hasn't begun");
    });
  });
});
