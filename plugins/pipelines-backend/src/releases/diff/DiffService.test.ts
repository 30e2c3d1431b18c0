import { TestDatabases } from '@backstage/backend-test-utils';
import {
  createPortal,
  dagEntity,
  fakeSource,
} from '../../__testUtils__/createPortal';
import { startReleases } from '../__testUtils__/startReleases';

jest.setTimeout(60_000);

const ci = { actor: 'service:external:ci', units: undefined };
const refs = (...names: string[]) => names.map(n => `component:default/${n}`);
const unit = { 'sluice.dev/release-unit': 'finance' };

function release(digit: string, close: object, more: object = {}) {
  const file = (name: string) => `dags/${name}.py`;
  return {
    unit: 'finance',
    commit: digit.repeat(40),
    label: `2.4${digit}.0`,
    artifacts: [
      {
        name: 'dags.zip',
        kind: 'dag-bundle' as const,
        digest: `sha256:${digit.repeat(64)}`,
      },
    ],
    manifests: {
      dags: {
        close_day: {
          file: file('close'),
          tasks: { load: { operator: 'SQLOperator', ...close } },
        },
        open: { file: file('open'), tasks: {} },
      },
      files: { [file('close')]: digit, [file('open')]: '1' },
    },
    commits: [
      {
        sha: digit.repeat(40),
        title: 'Retry the load',
        author: { name: 'Mei', email: 'mei@northstar.example' },
        committedAt: '2026-11-20T08:00:00Z',
        paths: [file('close')],
      },
    ],
    ...more,
  };
}

describe('the difference between two releases', () => {
  const databases = TestDatabases.create();

  it.each(databases.eachSupportedId())('is told on %s', async databaseId => {
    const portal = await createPortal({
      databases,
      databaseId,
      sources: [fakeSource({ async *collect() {} })],
      entities: [
        dagEntity('close', 'close_day', { classification: ['sox'] }, unit),
        dagEntity('open', 'open', {}, unit),
        dagEntity('alone'),
      ],
    });
    await portal.reconcile();
    const { diffs, service } = startReleases(portal);
    const register = async (asked: ReturnType<typeof release>) =>
      (await service.register(asked, ci, undefined)).release;

    const first = await register(release('1', { retries: 1 }));
    const second = await register(release('2', { retries: 3 }));
    expect(await diffs.before(first.id)).toBeUndefined();
    expect(await diffs.before(second.id)).toBe(first.id);

    const there = await diffs.diff(first.id, second.id);
    expect(there).toMatchObject({
      base: { id: first.id, label: '2.41.0', sequence: 1 },
      to: { id: second.id, label: '2.42.0', unit: 'finance' },
      entries: [
        { title: 'DAG task load: retries 1 → 3', member: refs('close')[0] },
        { area: 'file' },
        { area: 'artifact' },
        { sign: '=' },
      ],
      entriesTotal: 4,
      members: refs('close'),
      membersKnown: true,
      facts: { touchesSox: true, onlyDocs: false },
      commits: [{ sha: '2'.repeat(40) }],
      commitsComplete: true,
      authors: [{ name: 'Mei', shas: ['2'.repeat(40)] }],
      byMember: [
        {
          member: refs('close')[0],
          commits: ['2'.repeat(40)],
          authors: ['mei@northstar.example'],
        },
      ],
    });
    const back = await diffs.diff(second.id, first.id);
    expect(back).toMatchObject({
      entries: [
        { title: 'DAG task load: retries 3 → 1' },
        { area: 'file' },
        { area: 'artifact' },
        { sign: '=' },
      ],
      commits: [{ sha: '2'.repeat(40) }],
      members: refs('close'),
    });
    expect(await diffs.diff(second.id, second.id)).toMatchObject({
      entries: [],
      commits: [],
      members: [],
    });
    expect(await diffs.diff(undefined, first.id)).toMatchObject({
      base: undefined,
      commits: [{ sha: '1'.repeat(40) }],
      facts: { touchesSox: true },
    });

    const other = await register(release('3', {}, { unit: 'alone' }));
    await expect(diffs.diff(other.id, first.id)).rejects.toThrow(
      'base is a release of alone, not of finance',
    );
    await expect(diffs.diff(99, first.id)).rejects.toThrow('no release 99');
    // Of these nobody knows what they were made of.
    const baseline = await portal.database.transaction(tx =>
      startReleases(portal).baseline.adopt(
        {
          unit: 'finance',
          environment: 'prod',
          state: { version: 'v1', stepKeys: [] },
          actor: 'user:default/pat',
        },
        tx,
      ),
    );
    expect(await diffs.diff(baseline!.id, second.id)).toMatchObject({
      members: refs('close', 'open'),
      // It may be older than all: whoever wrote one of them counts.
      commits: [{ sha: '1'.repeat(40) }, { sha: '2'.repeat(40) }],
      facts: { onlyDocs: false, onlyTests: false, dbtNonBreaking: false },
    });
  });
});
