import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { migrate } from '../database/migrate';
import { createLedger, type LedgerEntry } from '.';

jest.setTimeout(60_000);

const entry = (n: number, reason?: string): LedgerEntry => ({
  actor: 'user:default/ines',
  type: n % 2 ? 'approval.requested' : 'approval.approved',
  subject: `approval:${n}`,
  payload: { n },
  redactable: reason ? { reason } : undefined,
});

/** What somebody with the rights of the owner of the tables would have to do first. */
async function switchOffTriggers(database: Knex): Promise<void> {
  if (database.client.config.client === 'pg') {
    await database.raw('alter table ledger disable trigger user');
    await database.raw('alter table ledger_redactables disable trigger user');
    return;
  }
  const triggers = await database('sqlite_master').where({ type: 'trigger' });
  for (const { name } of triggers) await database.raw(`drop trigger ${name}`);
}

describe('the ledger', () => {
  const databases = TestDatabases.create();

  describe.each(databases.eachSupportedId())('on %s', databaseId => {
    let dir: string;
    beforeEach(async () => {
      dir = await fs.mkdtemp(path.join(os.tmpdir(), 'ledger-'));
    });
    afterEach(() => fs.rm(dir, { recursive: true }));

    async function start(options: { headFile?: boolean; clock?: any } = {}) {
      const database = await databases.init(databaseId);
      await migrate({ getClient: async () => database });
      const logger = mockServices.logger.mock();
      const scheduler = mockServices.scheduler();
      const ledger = createLedger({
        database,
        logger,
        clock: options.clock,
        config: {
          headFile:
            options.headFile === false ? undefined : path.join(dir, 'heads'),
          headEveryMinutes: 5,
          verifyEveryHours: 24,
        },
      });
      await ledger.start(scheduler);
      const append = (...entries: LedgerEntry[]) =>
        database.transaction(tx => ledger.service.append(entries, tx));
      return { database, ledger, append, logger, scheduler };
    }

    async function findings(
      ledger: Awaited<ReturnType<typeof start>>['ledger'],
    ) {
      const { status, findings: found } = await ledger.verify();
      expect(status).toBe(found.length > 0 ? 'broken' : 'intact');
      return found.map(({ kind, seq }) => `${kind} ${seq}`);
    }

    it('numbers what is appended from 1 on, and verifies', async () => {
      const { append, ledger } = await start();
      expect(await findings(ledger)).toEqual([]);
      await append(entry(1), entry(2, 'the plan is sound'));
      await append(entry(3));
      const { items } = await ledger.service.page({}, { limit: 10 });
      expect(items.map(i => i.seq)).toEqual([3, 2, 1]);
      expect(items[1]).toMatchObject({
        actor: 'user:default/ines',
        payload: { fields: { n: 2 } },
        values: { reason: { value: 'the plan is sound' } },
        redacted: [],
      });
      expect(await ledger.verify()).toMatchObject({
        status: 'intact',
        rows: 3,
        throughSeq: 3,
        headHash: items[0].hash,
      });
    });

    it('appends with the transaction of what it is about, or not at all', async () => {
      const { append, database, ledger } = await start();
      await append(entry(1));
      await expect(
        database.transaction(async tx => {
          await ledger.service.append([entry(2)], tx);
          throw new Error('the change failed');
        }),
      ).rejects.toThrow('the change failed');
      await append(entry(3));
      const { items } = await ledger.service.page({}, { limit: 10 });
      expect(items.map(i => [i.seq, i.subject])).toEqual([
        [2, 'approval:3'],
        [1, 'approval:1'],
      ]);
      expect(await findings(ledger)).toEqual([]);
    });

    it('leaves no gap under writers at the same time, of whom some fail', async () => {
      const { database, ledger } = await start();
      const writers = Array.from({ length: 60 }, (_, n) =>
        database
          .transaction(async tx => {
            await tx.select(tx.raw('1'));
            await ledger.service.append([entry(n), entry(n + 1000)], tx);
            if (n % 4 === 0) throw new Error('rolled back');
          })
          .catch(error => {
            if (error.message !== 'rolled back') throw error;
          }),
      );
      await Promise.all(writers);
      const { items } = await ledger.service.page({}, { limit: 500 });
      expect(items.map(i => i.seq).reverse()).toEqual(
        Array.from({ length: 90 }, (_, i) => i + 1),
      );
      expect(await findings(ledger)).toEqual([]);
    });

    it('takes the clock of the database, and never goes back along the chain', async () => {
      const times = [
        '2026-11-25T06:00:02.000Z',
        '2026-11-25T06:00:01.000Z',
        '2026-11-25T06:00:03.000Z',
      ];
      const { append, ledger } = await start({
        clock: { now: async () => times.shift() ?? times[0] },
      });
      for (const n of [1, 2, 3]) await append(entry(n));
      const { items } = await ledger.service.page({}, { limit: 10 });
      expect(items.map(i => i.at).reverse()).toEqual([
        '2026-11-25T06:00:02.000Z',
        '2026-11-25T06:00:02.000Z',
        '2026-11-25T06:00:03.000Z',
      ]);
    });

    it.each([
      [{ actor: '' }, 'actor'],
      [{ type: 'x'.repeat(64) }, 'type'],
      [{ subject: 'a\0b' }, 'subject'],
      [{ payload: { n: NaN } }, 'canonical JSON'],
    ])('refuses %j', async (part, message) => {
      const { append, ledger } = await start();
      await expect(append({ ...entry(1), ...part })).rejects.toThrow(message);
      expect((await ledger.service.head()).seq).toBe(0);
    });

    it('is filtered and paged, the newest first', async () => {
      const { append, ledger } = await start();
      await append(...Array.from({ length: 7 }, (_, i) => entry(i + 1)));
      const filter = { types: ['approval.requested'] };
      const first = await ledger.service.page(filter, { limit: 3 });
      expect(first.items.map(i => i.seq)).toEqual([7, 5, 3]);
      const second = await ledger.service.page(filter, {
        limit: 3,
        cursor: first.nextCursor,
      });
      expect(second.items.map(i => i.seq)).toEqual([1]);
      expect(second.nextCursor).toBeUndefined();
      await expect(
        ledger.service.page({}, { limit: 3, cursor: first.nextCursor }),
      ).rejects.toThrow('another filter');
      const { at } = first.items[0];
      for (const [by, expected] of [
        [{ subject: 'approval:4' }, [4]],
        [{ actor: 'user:default/nobody' }, []],
        [{ from: at, types: ['approval.approved'] }, [6, 4, 2]],
        [{ to: at }, []],
      ] as const) {
        const page = await ledger.service.page(
          { ...by, types: 'types' in by ? [...by.types] : undefined },
          { limit: 10 },
        );
        expect(page.items.map(i => i.seq)).toEqual(expected);
      }
    });

    it('is refused by the database itself to change', async () => {
      const { append, database } = await start();
      await append(entry(1, 'a reason'));
      for (const change of [
        database('ledger').where({ seq: 1 }).update({ actor: 'x' }),
        database('ledger').where({ seq: 1 }).delete(),
        database('ledger_redactables').delete(),
        database('ledger_redactables').update({ value: '"x"' }),
        database('ledger_redactables').update({
          digest: 'x',
          salt: null,
          value: null,
        }),
        ...(databaseId === 'SQLITE_3'
          ? []
          : [
              database.raw('truncate ledger'),
              database.raw('truncate ledger_redactables'),
            ]),
      ]) {
        await expect(change).rejects.toThrow('append-only');
      }
    });

    describe('has personal data taken out', () => {
      it('and still verifies; a row says who did it, and why', async () => {
        const { append, ledger } = await start();
        await append(entry(1), entry(2, 'Ines is on parental leave'));
        await ledger.exportHead();
        const redaction = {
          seq: 2,
          field: 'reason',
          reason: 'Private life of a person',
          actor: 'user:default/ada',
        };
        expect(await ledger.service.redact(redaction)).toMatchObject({
          seq: 2,
          values: {},
          redacted: ['reason'],
          payload: {
            redactable: { reason: expect.stringMatching(/^\w{64}$/) },
          },
        });
        expect(await findings(ledger)).toEqual([]);
        const { items } = await ledger.service.page({}, { limit: 1 });
        expect(items[0]).toMatchObject({
          seq: 3,
          actor: 'user:default/ada',
          type: 'ledger.redacted',
          subject: 'ledger:2',
          payload: {
            fields: { seq: 2, field: 'reason', reason: redaction.reason },
          },
        });
        await expect(ledger.service.redact(redaction)).rejects.toThrow(
          'redacted already',
        );
        for (const wrong of [{ seq: 9 }, { field: 'n' }]) {
          await expect(
            ledger.service.redact({ ...redaction, ...wrong }),
          ).rejects.toThrow('has no value');
        }
      });

      it('is broken by whoever does it in the database', async () => {
        const { append, database, ledger } = await start();
        await append(entry(1, 'a reason'), entry(2));
        await database('ledger_redactables').update({
          salt: null,
          value: null,
        });
        expect(await findings(ledger)).toEqual(['value-removed 1']);
      });
    });

    describe('tampered with by somebody who may switch triggers off', () => {
      async function tampered(
        tamper: (database: Knex, rows: any[]) => Promise<unknown>,
      ) {
        const portal = await start();
        for (const n of [1, 2, 3, 4]) {
          await portal.append(entry(n, 'a reason'));
        }
        await portal.ledger.exportHead();
        expect(await findings(portal.ledger)).toEqual([]);
        await switchOffTriggers(portal.database);
        const rows = await portal.database('ledger').orderBy('seq');
        await tamper(portal.database, rows);
        return portal;
      }

      it('a row edited', async () => {
        const { ledger } = await tampered(db =>
          db('ledger').where({ seq: 2 }).update({ actor: 'user:default/x' }),
        );
        expect(await findings(ledger)).toEqual(['row-edited 2']);
      });

      it('a row removed in the middle', async () => {
        const { ledger } = await tampered(db =>
          db('ledger').where({ seq: 2 }).delete(),
        );
        expect(await findings(ledger)).toEqual(['rows-missing 2']);
      });

      it('the last row removed, and the head in the database turned back', async () => {
        const { append, ledger } = await tampered(async (db, rows) => {
          await db('ledger').where({ seq: 4 }).delete();
          await db('ledger_redactables').where({ seq: 4 }).delete();
          await db('ledger_head').update({
            seq: 3,
            hash: rows[2].hash,
            at: rows[2].at,
          });
        });
        expect(await findings(ledger)).toEqual(['rows-missing 4']);
        // Nor does it help to put another row in its place.
        await append(entry(5));
        expect(await findings(ledger)).toEqual(['head-differs 4']);
      });

      it('the last row removed, the head left as it is', async () => {
        const { ledger } = await tampered(db =>
          db('ledger').where({ seq: 4 }).delete(),
        );
        expect(await findings(ledger)).toEqual(['rows-missing 4']);
      });

      it('a payload edited', async () => {
        const { ledger } = await tampered((db, rows) =>
          db('ledger')
            .where({ seq: 3 })
            .update({ payload: rows[2].payload.replace('3', '7') }),
        );
        expect(await findings(ledger)).toEqual(['payload-edited 3']);
      });

      it('a value edited', async () => {
        const { ledger } = await tampered(db =>
          db('ledger_redactables')
            .where({ seq: 3 })
            .update({ value: '"a better reason"' }),
        );
        expect(await findings(ledger)).toEqual(['value-edited 3']);
      });

      it('all of it removed', async () => {
        const { ledger } = await tampered(async db => {
          await db('ledger').delete();
          await db('ledger_redactables').delete();
          await db('ledger_head').update({
            seq: 0,
            hash: '0'.repeat(64),
            at: '',
          });
        });
        expect(await findings(ledger)).toEqual(['rows-missing 1']);
      });
    });

    it('keeps what scheduled verifications found, and says so in the log', async () => {
      const { append, database, ledger, logger, scheduler } = await start();
      await append(entry(1), entry(2));
      await scheduler.triggerTask('pipelines-ledger-head');
      await scheduler.triggerTask('pipelines-ledger-verify');
      const standing = await ledger.standing();
      expect(standing).toMatchObject({
        head: { seq: 2 },
        lastExport: { seq: 2, hash: standing.head.hash },
        lastVerification: {
          status: 'intact',
          rows: 2,
          headsChecked: 1,
          findings: [],
        },
      });
      expect(logger.error).not.toHaveBeenCalled();
      await switchOffTriggers(database);
      await database('ledger').where({ seq: 1 }).update({ type: 'x' });
      await scheduler.triggerTask('pipelines-ledger-verify');
      expect((await ledger.standing()).lastVerification).toMatchObject({
        status: 'broken',
        findings: [{ kind: 'row-edited', seq: 1 }],
      });
      expect(logger.error).toHaveBeenCalledWith(
        expect.stringContaining('The ledger is broken: Row 1'),
      );
    });

    it('exports a head once, and nothing of an empty ledger', async () => {
      const { append, ledger } = await start();
      expect(await ledger.exportHead()).toBeUndefined();
      await append(entry(1));
      const first = await ledger.exportHead();
      expect(await ledger.exportHead()).toEqual(first);
      await append(entry(2));
      await ledger.exportHead();
      expect(await ledger.verify()).toMatchObject({ headsChecked: 2 });
    });

    it('says at the start that nothing is exported where no file is configured', async () => {
      const { ledger, logger } = await start({ headFile: false });
      expect(logger.warn).toHaveBeenCalledWith(
        expect.stringContaining('pipelines.ledger.headFile'),
      );
      expect(ledger.exportsHead).toBe(false);
      expect(await ledger.exportHead()).toBeUndefined();
    });

    it('verifies once for all who ask at the same time', async () => {
      const { append, ledger } = await start();
      await append(entry(1));
      const [a, b] = await Promise.all([ledger.verify(), ledger.verify()]);
      expect(a).toBe(b);
    });

    it('verifies over more rows than one page has', async () => {
      const { append, ledger } = await start();
      await append(
        ...Array.from({ length: 2100 }, (_, i) => entry(i, 'a reason')),
      );
      expect(await ledger.verify()).toMatchObject({
        status: 'intact',
        rows: 2100,
      });
    });
  });
});
