import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { TestDatabases } from '@backstage/backend-test-utils';
import {
  createPortal,
  dagEntity,
  fakeSource,
} from '../__testUtils__/createPortal';
import { startReleases } from './__testUtils__/startReleases';
import type { ReleaseCaller } from './ReleaseService';

jest.setTimeout(60_000);

const ci = { actor: 'service:external:ci', units: ['finance'] };
const pat = { actor: 'user:default/pat', units: undefined };
const COMMIT = 'a'.repeat(40);

function release(more: object = {}) {
  return {
    unit: 'finance',
    commit: COMMIT,
    artifacts: [
      {
        name: 'dags/close.py',
        kind: 'dag-bundle' as const,
        digest: `sha256:${'1'.repeat(64)}`,
        sizeBytes: 5_000_000_000,
        uri: 's3://northstar-artifacts/finance.zip',
      },
    ],
    ...more,
  };
}

describe('releases', () => {
  const databases = TestDatabases.create();

  describe.each(databases.eachSupportedId())('on %s', databaseId => {
    let dir: string;
    beforeEach(async () => {
      dir = await fs.mkdtemp(path.join(os.tmpdir(), 'releases-'));
    });
    afterEach(() => fs.rm(dir, { recursive: true }));

    async function start(options: { artifactDirectory?: boolean } = {}) {
      const unit = { 'sluice.dev/release-unit': 'finance' };
      const portal = await createPortal({
        databases,
        databaseId,
        sources: [fakeSource({ async *collect() {} })],
        entities: [
          dagEntity('close', 'close', {}, unit),
          dagEntity('open', 'open', { owner: 'sales' }, unit),
          dagEntity('alone'),
        ],
      });
      await portal.reconcile();
      const { evidence, service } = startReleases(portal, {
        artifactDirectory:
          options.artifactDirectory === false ? undefined : dir,
      });
      const register = (more = {}, by: ReleaseCaller = ci, key?: string) =>
        service.register(release(more), by, key);
      return { ...portal, evidence, service, register };
    }

    it('may be begun by who owns all of a unit, and by them alone', async () => {
      const { database, register } = await start();
      const mine = (teams: string[]): ReleaseCaller => ({
        actor: 'user:default/ines',
        units: undefined,
        onlyFirstOf: {
          conditions: {
            property: 'owner',
            values: teams.map(team => `group:default/${team}`),
          },
        },
      });
      await expect(register({}, mine(['finance']))).rejects.toThrow(
        'component:default/open is a member of finance',
      );
      const ines = mine(['finance', 'sales']);
      const first = await register({}, ines);
      expect(first).toMatchObject({
        isNew: true,
        release: { sequence: 1, registeredBy: 'user:default/ines' },
      });
      // A retry is no other release.
      expect(await register({}, ines)).toEqual({ ...first, isNew: false });
      const next = { commit: 'b'.repeat(40) };
      await expect(register(next, ines)).rejects.toThrow(
        'finance has releases already',
      );
      await register(next);
      // What CI registered is not theirs to say anything about.
      await expect(register(next, ines)).rejects.toThrow(
        'finance has releases already',
      );
      expect(await database('releases').pluck('sequence')).toEqual([1, 2]);
    });

    it('are registered once: the same content is the same release', async () => {
      const { database, ledger, register, service } = await start();
      const first = await register();
      expect(first).toMatchObject({
        isNew: true,
        release: {
          unit: 'finance',
          sequence: 1,
          commit: COMMIT,
          state: 'Sealed',
          registeredBy: 'service:external:ci',
          artifacts: [{ name: 'dags/close.py', sizeBytes: 5_000_000_000 }],
        },
      });
      const again = await register({ label: '2.4.1' });
      expect(again).toEqual({ isNew: false, release: first.release });
      const other = await register({ commit: 'b'.repeat(40) });
      expect(other.release).toMatchObject({ sequence: 2 });
      expect(
        (await service.page({}, ci, { limit: 10 })).items.map(r => r.sequence),
      ).toEqual([2, 1]);
      expect(await database('ledger').orderBy('seq').pluck('type')).toEqual([
        'release.registered',
        'release.registered',
      ]);
      expect(await ledger.verify()).toMatchObject({ status: 'intact' });
    });

    it('are registered once by those who do it at the same time', async () => {
      const { register } = await start();
      const all = await Promise.all([1, 2, 3, 4].map(() => register()));
      expect(all.filter(each => each.isNew)).toHaveLength(1);
      expect(new Set(all.map(each => each.release.id)).size).toBe(1);
    });

    it('are refused under a key that was used for other content', async () => {
      const { register } = await start();
      await register({}, ci, 'build-7');
      expect((await register({}, ci, 'build-7')).release.sequence).toBe(1);
      await expect(
        register({ commit: 'b'.repeat(40) }, ci, 'build-7'),
      ).rejects.toThrow('was used for another request');
    });

    it.each([
      [
        'of a unit that the client is not for',
        { unit: 'alone' },
        'not of alone',
      ],
      [
        'of a unit without members',
        { unit: 'nobody' },
        'No pipeline is a member of the unit nobody',
      ],
      [
        'with a secret',
        // Not a real one.
        { manifests: { env: { t: `ghp_${'a1B2c3D4e5F6'.repeat(3)}` } } },
        'manifests.env.t (github)',
      ],
      [
        'with a path that leads out',
        { artifacts: [{ ...release().artifacts[0], name: '../x' }] },
        'artifacts[0].name',
      ],
    ])('are refused %s', async (_, more, message) => {
      const { database, register } = await start();
      const by = 'unit' in more && more.unit === 'nobody' ? pat : ci;
      await expect(register(more, by as typeof ci)).rejects.toThrow(message);
      expect(await database('releases')).toEqual([]);
    });

    it('are shown to a client only of its units', async () => {
      const { register, service } = await start();
      const { release: own } = await register();
      const { release: other } = await service.register(
        release({ unit: 'alone' }),
        pat,
        undefined,
      );
      const ids = async (by: typeof ci | typeof pat) =>
        (await service.page({}, by, { limit: 10 })).items.map(r => r.id);
      expect(await ids(ci)).toEqual([own.id]);
      expect(await ids(pat)).toEqual([other.id, own.id]);
      await expect(service.detail(other.id, ci)).rejects.toThrow(
        `no release ${other.id} that you may see`,
      );
      expect((await service.units(ci)).map(u => u.name)).toEqual(['finance']);
      const page = await service.page({}, pat, { limit: 1 });
      expect(
        (await service.page({}, pat, { limit: 1, cursor: page.nextCursor }))
          .items,
      ).toMatchObject([{ id: own.id }]);
    });

    it('are of units with members, which are recorded once their CI says what it deployed', async () => {
      const { database, register, service } = await start();
      expect(await service.units(pat)).toMatchObject([
        { name: 'alone', adoptionLevel: 'observed', releases: 0 },
        {
          name: 'finance',
          members: [
            { entityRef: 'component:default/close' },
            { entityRef: 'component:default/open' },
          ],
        },
      ]);
      const { release: first } = await register();
      const record = {
        releaseId: first.id,
        environment: 'prod',
        deployedAt: '2026-11-20T08:00:00+02:00',
        runUrl: 'https://ci.example.com/7',
      };
      await service.record(record, ci);
      expect(await service.record(record, ci)).toMatchObject({
        deployments: [
          {
            environment: 'prod',
            deployedAt: '2026-11-20T06:00:00.000Z',
            recordedBy: 'service:external:ci',
            runUrl: 'https://ci.example.com/7',
          },
        ],
      });
      expect((await service.units(ci))[0]).toMatchObject({
        adoptionLevel: 'recorded',
        releases: 1,
        environments: [{ environment: 'prod', releaseId: first.id }],
      });
      expect(await database('ledger').orderBy('seq').pluck('type')).toEqual([
        'release.registered',
        'unit.adoption-changed',
        'release.recorded',
      ]);
      await expect(
        service.record({ ...record, environment: 'qa' }, ci),
      ).rejects.toThrow('has to be one of staging, prod');
      await expect(
        service.record({ ...record, deployedAt: '2999-01-01T00:00:00Z' }, ci),
      ).rejects.toThrow('has not come yet');
    });

    it('are retired once, for good', async () => {
      const { register, service } = await start();
      const { release: first } = await register();
      expect(
        await service.retire(first.id, 'It double-counts refunds', pat),
      ).toMatchObject({
        state: 'Retired',
        retiredReason: 'It double-counts refunds',
      });
      await expect(
        service.retire(first.id, 'Again, to be sure', pat),
      ).rejects.toThrow('retired already');
      expect((await register()).release.state).toBe('Retired');
    });

    describe('have evidence', () => {
      async function withRelease(options = {}) {
        const portal = await start(options);
        const { release: kept } = await portal.register();
        const add = (more: object = {}) =>
          portal.evidence.add(
            kept.id,
            {
              kind: 'unit',
              format: 'junit',
              commit: kept.commit,
              releaseDigest: kept.releaseDigest,
              content: '<testsuite><testcase name="a"/></testsuite>',
              ...more,
            },
            ci,
          );
        return { ...portal, kept, add };
      }

      it.each([
        ['that passes', {}, 'pass', 1],
        [
          'that fails',
          {
            content:
              '<testsuite><testcase name="a"><failure/></testcase></testsuite>',
          },
          'fail',
          1,
        ],
        ['that has no checks', { content: '<testsuite/>' }, 'unknown', 0],
        ['of another commit', { commit: 'b'.repeat(40) }, 'unknown', 1],
        ['of another release', { releaseDigest: 'c'.repeat(64) }, 'unknown', 1],
      ])('%s', async (_, more, verdict, checks) => {
        const { add, kept, service } = await withRelease();
        const added = await add(more);
        expect(added).toMatchObject({
          isNew: true,
          evidence: { verdict, checks, kind: 'unit' },
        });
        expect(await add(more)).toEqual({ ...added, isNew: false });
        expect((await service.detail(kept.id, ci)).evidence).toEqual([
          added.evidence,
        ]);
      });

      it('whose bytes are given back as they came, and not if they were changed', async () => {
        const { add, evidence, kept } = await withRelease();
        const { evidence: added } = await add();
        const read = () => evidence.file(kept.id, added.id, ci);
        expect(Buffer.from(await read()).toString()).toBe(
          '<testsuite><testcase name="a"/></testsuite>',
        );
        await fs.writeFile(
          path.join(dir, added.fileDigest.slice(0, 2), added.fileDigest),
          '<testsuite/>',
        );
        await expect(read()).rejects.toThrow('it was changed');
        await expect(evidence.file(kept.id, 99, ci)).rejects.toThrow(
          'has no evidence 99',
        );
      });

      it('of 10 MiB, and not of a byte more', async () => {
        const { add } = await withRelease();
        const [head, tail] = ['<testsuite><testcase name="', '"/></testsuite>'];
        const padding = 10 * 1024 * 1024 - head.length - tail.length;
        const content = head + 'x'.repeat(padding) + tail;
        expect((await add({ content })).evidence.sizeBytes).toBe(10485760);
        await expect(add({ content: `${content} ` })).rejects.toMatchObject({
          statusCode: 422,
        });
      });

      it('that can be read, or is refused with what is wrong', async () => {
        const { add, kept, service } = await withRelease();
        await expect(
          add({ content: '<!DOCTYPE x><testsuite/>' }),
        ).rejects.toMatchObject({
          statusCode: 422,
          message: expect.stringContaining('content: The XML declares'),
        });
        await service.retire(kept.id, 'It double-counts refunds', pat);
        await expect(add()).rejects.toThrow('is retired');
      });

      it('only where there is a place to keep it', async () => {
        const { add } = await withRelease({ artifactDirectory: false });
        await expect(add()).rejects.toThrow(
          'pipelines.releases.artifactDirectory',
        );
      });
    });
  });
});
