import { TestDatabases } from '@backstage/backend-test-utils';
import type { ActualState } from '@sluice/plugin-pipelines-node';
import {
  createPortal,
  dagEntity,
  fakeSource,
} from '../__testUtils__/createPortal';
import { startReleases } from './__testUtils__/startReleases';

jest.setTimeout(60_000);

const pat = { actor: 'user:default/pat', units: undefined };
const SHA = 'a'.repeat(40);

describe('the baseline of a unit', () => {
  const databases = TestDatabases.create();

  describe.each(databases.eachSupportedId())('on %s', databaseId => {
    let portal: Awaited<ReturnType<typeof createPortal>>;
    let releases: ReturnType<typeof startReleases>;
    beforeAll(async () => {
      portal = await createPortal({
        databases,
        databaseId,
        sources: [fakeSource({ async *collect() {} })],
        entities: ['unknown', 'known', 'other', 'odd', 'empty'].map(name =>
          dagEntity(name),
        ),
      });
      await portal.reconcile();
      releases = startReleases(portal);
    });

    const adopt = (
      unit: string,
      state: Partial<ActualState>,
      environment = 'prod',
    ) =>
      portal.database.transaction(tx =>
        releases.baseline.adopt(
          {
            unit,
            environment,
            state: { stepKeys: [], ...state },
            actor: pat.actor,
          },
          tx,
        ),
      );
    const register = async (unit: string, commit: string) =>
      (
        await releases.service.register(
          {
            unit,
            commit,
            artifacts: [
              { name: 'a', kind: 'file', digest: `sha256:${'1'.repeat(64)}` },
            ],
          },
          pat,
          undefined,
        )
      ).release;
    const ledger = (id: number) =>
      portal
        .database('ledger')
        .where({ subject: `release:${id}` })
        .orderBy('seq')
        .pluck('type');

    it('is an attested release where what runs is none', async () => {
      const since = '2026-11-01T00:00:00.000Z';
      const state = { version: SHA, since, by: 'jenkins' };
      const baseline = (await adopt('unknown', state))!;
      expect(baseline).toMatchObject({
        unit: 'unknown',
        sequence: 1,
        commit: SHA,
        origin: 'attested',
        artifacts: [],
        registeredBy: pat.actor,
        content: { attested: { version: SHA } },
      });
      expect(await releases.service.detail(baseline.id, pat)).toMatchObject({
        origin: 'attested',
        evidence: [],
        artifacts: [],
      });
      // The same version elsewhere is the same release.
      expect(await adopt('unknown', { version: SHA }, 'staging')).toEqual(
        baseline,
      );
      expect(await ledger(baseline.id)).toEqual([
        'release.attested',
        'release.attested',
      ]);
      expect(await portal.ledger.verify()).toMatchObject({
        status: 'intact',
      });
      // What comes next is counted from it.
      const next = await releases.service.register(
        {
          unit: 'unknown',
          commit: 'b'.repeat(40),
          artifacts: [
            { name: 'a', kind: 'file', digest: `sha256:${'1'.repeat(64)}` },
          ],
          changesSince: SHA,
          commits: [],
        },
        pat,
        undefined,
      );
      expect(next.release).toMatchObject({ sequence: 2, origin: 'registered' });
      expect(
        await releases.commits.authorsBetween(
          'unknown',
          baseline.id,
          next.release.id,
        ),
      ).toEqual({ commits: [], authors: [], complete: true });
    });

    it('is the release that runs, where that is known', async () => {
      const kept = await register('known', SHA);
      const { releaseDigest } = kept;
      const baseline = await adopt('known', { releaseDigest, version: SHA });
      expect(baseline).toMatchObject({ id: kept.id, origin: 'registered' });
      expect(await ledger(kept.id)).toEqual([
        'release.registered',
        'release.attested',
      ]);
      await expect(adopt('other', { releaseDigest })).rejects.toThrow(
        `prod runs release ${kept.id}, which is one of known and not of other`,
      );
    });

    it.each([
      ['a version that is no commit', { version: `v1 ${'x'.repeat(100)}` }],
      ['a digest that nobody registered', { releaseDigest: 'c'.repeat(64) }],
    ])('is attested with %s', async (_, state) => {
      const baseline = await adopt('odd', state);
      expect(baseline).toMatchObject({
        origin: 'attested',
        content: {
          attested: { ...state, version: Object.values(state)[0] },
        },
      });
      expect(baseline!.commit.length).toBeLessThanOrEqual(64);
    });

    it('is none where nothing runs', async () => {
      expect(await adopt('empty', {})).toBeUndefined();
    });
  });
});
