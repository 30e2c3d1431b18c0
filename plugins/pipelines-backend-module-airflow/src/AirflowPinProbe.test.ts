import { FakeConnection } from './__testUtils__/FakeConnection';
import { anInstance } from './__testUtils__/instance';
import { AirflowPinProbe } from './AirflowPinProbe';

const COMMIT = 'c'.repeat(40);
const OLD = 'b'.repeat(40);
const target = { unit: 'orders', environment: 'prod' };

describe('AirflowPinProbe', () => {
  const fakes: FakeConnection[] = [];

  afterEach(async () => {
    for (const fake of fakes.splice(0)) await fake.stop();
  });

  async function reader(major: 2 | 3, pins: object[]) {
    const fake = await FakeConnection.start(major);
    fakes.push(fake);
    const instance = anInstance(fake.airflow.url, { pins });
    return { fake, instance, connection: fake.connection };
  }

  const look = (...readers: Awaited<ReturnType<typeof reader>>[]) =>
    new AirflowPinProbe({ readers }).look(
      {
        target,
        release: {
          id: 1,
          releaseDigest: 'a'.repeat(64),
          commit: 'e'.repeat(40),
          artifacts: [],
          manifests: {},
          migrations: [],
        },
        pinCommit: COMMIT,
        since: '2026-11-20T04:00:00.000Z',
      },
      new AbortController().signal,
    );

  it('knows the targets whose pins are read', async () => {
    const three = await reader(3, [{ unit: 'orders', bundle: 'orders' }]);
    const probe = new AirflowPinProbe({ readers: [three] });
    expect(probe.handles(target)).toBe(true);
    expect(probe.handles({ ...target, environment: 'dev' })).toBe(false);
    expect(probe.handles({ ...target, unit: 'other' })).toBe(false);
  });

  it('looks at a bundle of 3.x: its DAGs, their runs since, its errors', async () => {
    const three = await reader(3, [{ unit: 'orders', bundle: 'orders' }]);
    const { airflow } = three.fake;
    airflow.addDag('load', { bundle_name: 'orders', bundle_version: COMMIT });
    airflow.addDag('other', { bundle_name: 'lab', bundle_version: OLD });
    for (const [dagId, runId, version, startedAt] of [
      ['load', 'before', OLD, '2026-11-20T03:59:59.000Z'],
      ['load', 'after', COMMIT, '2026-11-20T04:00:01.000Z'],
      ['other', 'after', OLD, '2026-11-20T04:00:01.000Z'],
    ]) {
      airflow.putRun({
        dag_id: dagId,
        dag_run_id: runId,
        bundle_version: version,
        start_date: startedAt,
      });
    }
    airflow.importErrors = [
      {
        filename: 'load.py',
        bundle_name: 'orders',
        stack_trace: 'Traceback\nNameError: x',
        timestamp: '2026-11-20T04:01:00.000Z',
      },
    ];
    expect(await look(three)).toEqual({
      loaded: [{ pipeline: 'load', version: COMMIT }],
      runs: [
        {
          pipeline: 'load',
          run: 'after',
          version: COMMIT,
          startedAt: '2026-11-20T04:00:01.000Z',
        },
      ],
      problems: [{ file: 'load.py', detail: 'load.py: NameError: x' }],
    });
  });

  it('looks at tags of 2.x, and joins what several Airflows say', async () => {
    const two = await reader(2, [{ unit: 'orders' }]);
    two.fake.airflow.addDag('load', {
      tags: [{ name: `sluice:orders@${OLD}` }],
    });
    const three = await reader(3, [{ unit: 'orders', bundle: 'orders' }]);
    expect(await look(two, three)).toEqual({
      loaded: [{ pipeline: 'load', version: OLD }],
      runs: [],
      problems: [],
    });
  });

  it('throws where one of them cannot be asked', async () => {
    const two = await reader(2, [{ unit: 'orders' }]);
    await two.fake.airflow.stop();
    await expect(look(two)).rejects.toThrow("can't be reached");
  });
});
