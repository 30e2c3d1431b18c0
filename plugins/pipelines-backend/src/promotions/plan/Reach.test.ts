import type { Knex } from 'knex';
import { blastRadius, ReachReader } from './Reach';

const db = {} as Knex;
const refs = (count: number) =>
  Array.from({ length: count }, (_, i) => `component:default/p${i}`);

function reader(count: number, isComplete = true) {
  const downstream = jest.fn(async () => ({
    pipelines: refs(count).map(entityRef => ({ entityRef, hops: 1 })),
    datasets: 2,
    isComplete,
  }));
  const standings = jest.fn(async (of: string[]) =>
    of.map(entityRef => ({ entityRef, owner: 'group:default/data' })),
  );
  return {
    downstream,
    reach: new ReachReader({
      downstream: { downstream },
      standings: { of: standings },
    }).of(['component:default/x'], db),
  };
}

describe('ReachReader', () => {
  it('walks lineage once, and only if it is asked', async () => {
    const { downstream, reach } = reader(1);
    expect(downstream).not.toHaveBeenCalled();
    await Promise.all([reach(), reach()]);
    expect(await reach()).toMatchObject({
      datasets: 2,
      standings: [{ entityRef: 'component:default/p0' }],
    });
    expect(downstream).toHaveBeenCalledTimes(1);
  });
});

describe('blastRadius', () => {
  it('names pipelines with their owners', async () => {
    expect(await blastRadius(reader(2).reach)).toMatchObject({
      isComplete: true,
      owners: ['group:default/data'],
      pipelines: [{ hops: 1, owner: 'group:default/data' }, { hops: 1 }],
    });
  });

  it('says that there is more than it names', async () => {
    const found = await blastRadius(reader(201).reach);
    expect(found.pipelines).toHaveLength(200);
    expect(found.isComplete).toBe(false);
  });

  it('says that lineage could not be read', async () => {
    expect(
      await blastRadius(async () => {
        throw new Error('The catalog is down');
      }),
    ).toMatchObject({
      isComplete: false,
      reason: "Lineage can't be read: The catalog is down",
      pipelines: [],
    });
  });
});
