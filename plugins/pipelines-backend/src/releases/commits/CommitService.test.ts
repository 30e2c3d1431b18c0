import { TestDatabases } from '@backstage/backend-test-utils';
import {
  createPortal,
  dagEntity,
  fakeSource,
} from '../../__testUtils__/createPortal';
import { startReleases } from '../__testUtils__/startReleases';

jest.setTimeout(60_000);

const ci = { actor: 'service:external:ci', units: undefined };
const person = (name: string) => ({
  name,
  email: `${name}@northstar.example`,
});
const commit = (digit: string, author: string, more: object = {}) => ({
  sha: digit.repeat(40),
  title: `Commit ${digit}`,
  author: person(author),
  committedAt: '2026-11-20T08:00:00Z',
  ...more,
});

describe('commits of releases', () => {
  const databases = TestDatabases.create();

  describe.each(databases.eachSupportedId())('on %s', databaseId => {
    let portal: Awaited<ReturnType<typeof createPortal>>;
    let releases: ReturnType<typeof startReleases>;
    beforeAll(async () => {
      portal = await createPortal({
        databases,
        databaseId,
        sources: [fakeSource({ async *collect() {} })],
        entities: [
          ...['first', 'later', 'other'].map(name => dagEntity(name)),
          ...['close', 'open', 'report'].map(name =>
            dagEntity(name, name, {}, { 'sluice.dev/release-unit': 'finance' }),
          ),
          {
            apiVersion: 'backstage.io/v1alpha1',
            kind: 'User',
            metadata: { name: 'mei', namespace: 'default' },
            spec: { profile: { email: 'mei@northstar.example' } },
          },
        ],
      });
      await portal.reconcile();
      releases = startReleases(portal);
    });

    const register = async (unit: string, digit: string, more: object = {}) =>
      (
        await releases.service.register(
          {
            unit,
            commit: digit.repeat(40),
            artifacts: [
              {
                name: 'dags.zip',
                kind: 'dag-bundle',
                digest: `sha256:${'1'.repeat(64)}`,
              },
            ],
            ...more,
          },
          ci,
          undefined,
        )
      ).release;

    it('are no content, kept as they came, and in the ledger as a count and a digest', async () => {
      const bare = await register('first', '1');
      const same = await register('first', '1', {
        commits: [commit('1', 'mei', { paths: ['dags/close.py'] })],
        changesSince: '0'.repeat(40),
      });
      expect(same).toEqual(bare);
      expect(await releases.service.detail(same.id, ci)).toMatchObject({
        origin: 'registered',
        changesSince: '0'.repeat(40),
        commits: [
          {
            sha: '1'.repeat(40),
            author: person('mei'),
            coAuthors: [],
            paths: ['dags/close.py'],
          },
        ],
      });
      const rows = await portal
        .database('ledger')
        .where({ subject: `release:${bare.id}` })
        .orderBy('seq')
        .pluck('type');
      expect(rows).toEqual(['release.registered', 'release.commits-added']);
    });

    it('are said once: later if they were not said at first, and never otherwise', async () => {
      const commits = [commit('1', 'mei'), commit('2', 'sam')];
      const known = await register('later', '2', { commits });
      expect(await register('later', '2', { commits })).toEqual(known);
      expect(await register('later', '2')).toEqual(known);
      for (const other of [[], [commit('1', 'mei')]]) {
        await expect(
          register('later', '2', { commits: other }),
        ).rejects.toMatchObject({
          name: 'ConflictError',
          message: expect.stringContaining(`Release ${known.id} has the same`),
        });
      }
    });

    it('are found between two releases, forward and back, with their authors', async () => {
      const { commits } = releases;
      const dag = (file: string) => ({ file, tasks: {} });
      const manifests = {
        dags: { close: dag('dags/close.py'), report: dag('dags/report.py') },
      };
      const first = await register('finance', '1', {
        manifests,
        commits: [commit('1', 'zoe')],
      });
      const second = await register('finance', '2', {
        commits: [
          commit('2', 'mei', { members: ['component:default/close'] }),
          commit('3', 'sam', { members: ['component:default/open'] }),
        ],
      });
      const third = await register('finance', '4', {
        manifests,
        commits: [
          commit('4', 'ada', { coAuthors: [person('mei')] }),
          commit('5', 'ada', { paths: ['dags/close.py'] }),
          commit('6', 'sam', { paths: ['dags/report.py', 'README.md'] }),
        ],
        changesSince: '2'.repeat(40),
      });
      const names = async (from: number | undefined, to: number) => {
        const found = await commits.authorsBetween('finance', from, to);
        return [found.authors.map(a => a.name), found.complete];
      };
      expect(await names(first.id, third.id)).toEqual([
        ['ada', 'mei', 'sam'],
        true,
      ]);
      expect(await names(third.id, first.id)).toEqual([
        ['ada', 'mei', 'sam'],
        true,
      ]);
      expect(await names(third.id, second.id)).toEqual([
        ['ada', 'mei', 'sam'],
        true,
      ]);
      expect(await names(third.id, third.id)).toEqual([[], true]);
      expect(await names(undefined, second.id)).toEqual([
        ['mei', 'sam', 'zoe'],
        true,
      ]);
      const close = await commits.authorsBetween(
        'finance',
        first.id,
        third.id,
        ['component:default/close'],
      );
      // Of commit 4 it isn't known what it touches.
      expect(close).toMatchObject({
        commits: ['2', '4', '5'].map(digit => ({ sha: digit.repeat(40) })),
        authors: [
          { name: 'ada', shas: ['4'.repeat(40), '5'.repeat(40)] },
          {
            name: 'mei',
            ref: 'user:default/mei',
            shas: ['2'.repeat(40), '4'.repeat(40)],
          },
        ],
      });
      const silent = await register('finance', '5');
      expect(await names(first.id, silent.id)).toEqual([
        ['ada', 'mei', 'sam'],
        false,
      ]);
      const other = await register('other', '6');
      await expect(names(other.id, third.id)).rejects.toThrow(
        `The unit finance has no release ${other.id}`,
      );
    });
  });
});
