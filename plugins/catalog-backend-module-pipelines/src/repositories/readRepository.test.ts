import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { commitTo } from '../__testUtils__/commitTo';
import { readRepository } from './readRepository';

const entity = (kind: string, name: string, more = '') =>
  `apiVersion: backstage.io/v1alpha1\nkind: ${kind}\nmetadata:\n  name: ${name}\n${more}spec:\n  type: airflow-dag\n`;

let folder: string;
let gitdir: string;
let count = 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sluice-repositories-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));
beforeEach(() => {
  gitdir = join(folder, `${++count}.git`);
});

const read = () => readRepository({ gitdir, name: 'orders' });
const catalogInfo = (text: string) =>
  commitTo(gitdir, { 'catalog-info.yaml': text });

describe('readRepository', () => {
  it('has the entities of its default branch, and says where they are from', async () => {
    const commit = await catalogInfo(
      [entity('Component', 'orders'), entity('Resource', 'mart')].join('---\n'),
    );
    const found = await read();
    expect(found?.commit).toBe(commit);
    expect(found?.entities.map(each => each.entity)).toMatchObject(
      ['orders', 'mart'].map(name => ({
        metadata: {
          name,
          annotations: {
            'backstage.io/managed-by-location':
              'sluice-repository:orders/catalog-info.yaml',
            'backstage.io/managed-by-origin-location':
              'sluice-repository:orders/catalog-info.yaml',
          },
        },
      })),
    );
    expect(found?.entities[0].locationKey).toBe('sluice-repository:orders');
  });

  it('takes nobody’s word for where an entity is from', async () => {
    await catalogInfo(
      entity(
        'Component',
        'orders',
        '  annotations:\n    backstage.io/managed-by-location: url:https://northstar.example\n',
      ),
    );
    const [{ entity: found }] = (await read())!.entities;
    expect(
      found.metadata.annotations?.['backstage.io/managed-by-location'],
    ).toBe('sluice-repository:orders/catalog-info.yaml');
  });

  it('reads each commit once', async () => {
    await catalogInfo(entity('Component', 'orders'));
    const known = await read();
    const again = () => readRepository({ gitdir, name: 'orders', known });
    expect(await again()).toBe(known);
    await catalogInfo(entity('Component', 'orders-v2'));
    const [{ entity: found }] = (await again())!.entities;
    expect(found.metadata.name).toBe('orders-v2');
  });

  it('has none without the file, and is nothing without a commit', async () => {
    const commit = await commitTo(gitdir, { 'README.md': 'Hello' });
    expect(await read()).toEqual({ commit, entities: [] });
    gitdir = join(folder, 'none.git');
    expect(await read()).toBeUndefined();
  });

  it.each([
    ['a group', entity('Group', 'platform'), 'kind Group'],
    ['a user', entity('User', 'mallory'), 'kind User'],
    ['a location', entity('Location', 'elsewhere'), 'kind Location'],
    ['a template', entity('Template', 'mine'), 'kind Template'],
    ['no YAML', 'kind: [', 'YAML'],
    ['a file that never ends', `# ${'x'.repeat(1024 * 1024)}`, 'longer than'],
  ])('refuses %s', async (_, text, message) => {
    await catalogInfo(text);
    await expect(read()).rejects.toThrow(message);
  });
});
