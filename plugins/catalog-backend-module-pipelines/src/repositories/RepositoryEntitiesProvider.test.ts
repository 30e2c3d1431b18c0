import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mockServices } from '@backstage/backend-test-utils';
import { commitTo } from '../__testUtils__/commitTo';
import { RepositoryEntitiesProvider } from './RepositoryEntitiesProvider';

const component = (name: string) =>
  `apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata:\n  name: ${name}\nspec:\n  type: airflow-dag\n`;

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sluice-repositories-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function start(where = folder) {
  const logger = mockServices.logger.mock();
  const applyMutation = jest.fn();
  const provider = new RepositoryEntitiesProvider({
    folder: where,
    logger,
    taskRunner: { run: async () => {} },
  });
  await provider.connect({ applyMutation, refresh: jest.fn() });
  return {
    logger,
    applyMutation,
    /** What the catalog was told since the last time, if anything. */
    async refresh() {
      applyMutation.mockClear();
      await provider.refresh();
      return applyMutation.mock.lastCall?.[0].entities.map(
        (each: any) => each.entity.metadata.name,
      );
    },
  };
}

const commit = (repository: string, text: string) =>
  commitTo(join(folder, `${repository}.git`), { 'catalog-info.yaml': text });

describe('RepositoryEntitiesProvider', () => {
  it('tells what repositories there are, and that they changed, and nothing else', async () => {
    const { refresh } = await start();
    expect(await refresh()).toEqual([]);
    await commit('orders', component('orders'));
    await commit('.making-x', component('half'));
    await writeFile(join(folder, 'notes.git'), 'no repository');
    expect(await refresh()).toEqual(['orders']);
    expect(await refresh()).toBeUndefined();
    await commit('stock', component('stock'));
    expect(await refresh()).toEqual(['orders', 'stock']);
    await rm(join(folder, 'orders.git'), { recursive: true });
    expect(await refresh()).toEqual(['stock']);
  });

  it('keeps what it knew of one that can’t be read, and says so once', async () => {
    const { logger, refresh } = await start();
    await commit('orders', component('orders'));
    await refresh();
    await commit('orders', 'kind: [');
    await commit('stock', component('stock'));
    expect(await refresh()).toEqual(['orders', 'stock']);
    await refresh();
    expect(logger.warn).toHaveBeenCalledTimes(1);
    expect(logger.warn.mock.lastCall?.[0]).toContain('repository orders');
  });

  it('is well without a folder, and leaves the catalog as it is where it is none', async () => {
    const none = await start(join(folder, 'none'));
    expect(await none.refresh()).toEqual([]);
    const file = join(folder, 'file');
    await writeFile(file, '');
    const wrong = await start(file);
    expect(await wrong.refresh()).toBeUndefined();
    expect(wrong.logger.warn).toHaveBeenCalledTimes(1);
  });
});
