import { FakeConnection } from './__testUtils__/FakeConnection';
import { DagCatalog, type DefinitionPart } from './DagCatalog';

describe.each([2 as const, 3 as const])('DagCatalog, Airflow %i', major => {
  let fake: FakeConnection;
  let catalog: DagCatalog;

  beforeEach(async () => {
    fake = await FakeConnection.start(major);
    catalog = DagCatalog.create({
      instance: fake.instance,
      isWanted: dagId => !dagId.startsWith('tmp_'),
    });
  });

  afterEach(() => fake.stop());

  const add = (count: number) => {
    for (let i = 0; i < count; i++) fake.airflow.addDag(`dag_${1000 + i}`);
  };

  async function read(all: boolean): Promise<DefinitionPart[]> {
    const api = await fake.api();
    fake.asked();
    const parts: DefinitionPart[] = [];
    for await (const part of catalog.read({ api, signal: fake.signal, all })) {
      parts.push(part);
    }
    return parts;
  }

  const ids = (parts: DefinitionPart[]) =>
    parts.flatMap(part => part.definitions.map(each => each.externalId));

  it('lists all, without those that nobody wants', async () => {
    add(3);
    fake.airflow.addDag('tmp_backfill');
    const parts = await read(true);
    expect(ids(parts)).toEqual(['dag_1000', 'dag_1001', 'dag_1002']);
    expect(parts.map(part => part.isComplete)).toEqual([true]);
  });

  it('calls an empty Airflow completely listed', async () => {
    expect(await read(true)).toEqual([{ definitions: [], isComplete: true }]);
  });

  it('knows which DAGs a file holds, also unwanted ones', async () => {
    fake.airflow.addDag('sales', { fileloc: '/dags/sales.py' });
    fake.airflow.addDag('tmp_sales', { fileloc: '/dags/sales.py' });
    await read(true);
    expect(catalog.dagsByFile.get('/dags/sales.py')).toEqual([
      'sales',
      'tmp_sales',
    ]);
  });

  it('says which datasets start a DAG', async () => {
    fake.airflow.addDag('report', {
      schedule_interval: null,
      timetable_summary: major === 2 ? 'Dataset' : 'Asset',
      timetable_description: 'Triggered by assets',
    });
    catalog.datasets = new Map([['report', ['s3://lake/orders']]]);
    const [{ definitions }] = await read(true);
    expect(definitions[0].schedule).toBe('on dataset s3://lake/orders');
  });

  it('reads three pages in turn of what is too long to list each time', async () => {
    add(500);
    const listed = await read(true);
    expect(new Set(ids(listed)).size).toBe(500);
    expect(listed.at(-1)?.isComplete).toBe(true);

    const first = await read(false);
    expect(fake.asked()).toHaveLength(3);
    const second = await read(false);
    expect(fake.asked()).toHaveLength(2);
    expect([...first, ...second].some(part => part.isComplete)).toBe(false);
    expect(ids([...first, ...second])).toHaveLength(500);
  });

  it('lists again as soon as there is one more', async () => {
    add(500);
    await read(true);
    fake.airflow.addDag('zebra');
    const parts = await read(false);
    expect(ids(parts)).toContain('zebra');
    expect(parts.at(-1)?.isComplete).toBe(true);
  });

  it('is not complete when DAGs went while it listed', async () => {
    add(900);
    await read(true);
    let pages = 0;
    fake.airflow.onRequest = path => {
      if (path.endsWith('/dags') && ++pages === 2) {
        fake.airflow.dags = fake.airflow.dags.slice(150);
      }
    };
    const parts = await read(true);
    expect(parts.some(part => part.isComplete)).toBe(false);
  });
});
