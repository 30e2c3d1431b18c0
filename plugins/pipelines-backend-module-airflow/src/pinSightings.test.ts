import { dagBody, dagRunBody } from './bodies';
import { recordedBody } from './__testUtils__/fixtures';
import { ofBundle, ofTags } from './pinSightings';

const SINCE = '2026-11-21T07:14:00.000Z';

describe('ofBundle', () => {
  const runs = recordedBody('v2', 'dagRuns_after_deploys').dag_runs.map(
    (run: unknown) => dagRunBody.parse(run),
  );
  const importErrors = recordedBody(
    'v2',
    'importErrors_bad_deploy',
  ).import_errors;

  it("takes a run's own version, not that of its DAG, which later deployments rewrite", () => {
    const { runs: seen } = ofBundle({
      bundle: 'lab-git',
      dags: [],
      runs: runs.slice(0, 1),
      importErrors: [],
      since: SINCE,
    });
    expect(seen).toEqual([
      {
        pipeline: 'slow_run',
        run: 'manual__2026-11-21T07:13:37.292451+00:00',
        version: '6e861fc25f0b4274be851b867c55e5abb5975188',
        startedAt: '2026-11-21T07:13:37.735Z',
      },
    ]);
  });

  it('says what a DAG was read from, and nothing where that is unknown', () => {
    const dags = [
      { dag_id: 'a', bundle_version: 'c1' },
      { dag_id: 'b', bundle_version: null },
    ].map(each => dagBody.parse(each));
    const { loaded } = ofBundle({
      bundle: 'lab-git',
      dags,
      runs: [{ ...runs[0], start_date: undefined }],
      importErrors: [],
      since: SINCE,
    });
    expect(loaded).toEqual([
      { pipeline: 'a', version: 'c1' },
      { pipeline: 'b', version: undefined },
    ]);
  });

  it.each([
    ['lab-git', SINCE, ['broken_import.py', 'slow_run.py']],
    ['lab-git', '2026-11-21T07:16:09.000Z', ['slow_run.py']],
    ['lab-git', '2026-11-21T08:00:00.000Z', []],
    ['another', SINCE, []],
  ])('of %s since %s it could not import %j', (bundle, since, files) => {
    const { problems } = ofBundle({
      bundle,
      dags: [],
      runs: [],
      importErrors,
      since,
    });
    expect(problems.map(each => each.file)).toEqual(files);
    expect(problems.map(each => each.detail.split(': ')[1])).toEqual(
      ['ModuleNotFoundError', 'ValueError'].slice(2 - files.length),
    );
  });
});

describe('ofTags', () => {
  it('says which commit DAGs of the unit were read from', () => {
    const dag = (dagId: string, tag: string, changes = {}) =>
      dagBody.parse({ dag_id: dagId, tags: [{ name: tag }], ...changes });
    expect(
      ofTags(
        [
          dag('a', 'sluice:orders@c1'),
          dag('b', 'sluice:orders@c0', { has_import_errors: true }),
          dag('c', 'sluice:orders-two@c9'),
          dag('d', 'team:orders'),
        ],
        'orders',
      ),
    ).toEqual({
      loaded: [
        { pipeline: 'a', version: 'c1' },
        { pipeline: 'b', version: 'c0' },
      ],
      runs: [],
      problems: [{ detail: "b can't be imported" }],
    });
  });
});
