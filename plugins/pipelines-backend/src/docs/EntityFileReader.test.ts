import {
  createMockDirectory,
  mockServices,
} from '@backstage/backend-test-utils';
import { EntityFileReader } from './EntityFileReader';
import { LocationReader } from './LocationReader';

describe('EntityFileReader', () => {
  const folder = createMockDirectory({
    content: {
      repo: { '.git': {}, catalog: { 'all.yaml': 'kind: Component' } },
      loose: { 'x.yml': 'kind: System' },
    },
  });
  const urlReader = mockServices.urlReader.mock();
  urlReader.readUrl.mockResolvedValue({
    buffer: async () => Buffer.from('kind: Group'),
  } as never);
  const files = new EntityFileReader({
    reader: new LocationReader({
      urlReader,
      allowedFileRoots: [folder.resolve('repo'), folder.resolve('loose')],
    }),
  });

  it.each([
    [
      'https://github.com/acme/data/blob/main/dags/catalog-info.yaml',
      'dags/catalog-info.yaml',
    ],
    ['https://gitlab.com/acme/data/-/blob/main/a/b.yaml', 'a/b.yaml'],
    ['https://files.example.com/x/entity.yaml', 'entity.yaml'],
  ])('reads %s as %s', async (url, path) => {
    const file = await files.read(`url:${url}`);
    expect(file.text).toBe('kind: Group');
    expect(file.path.endsWith(path)).toBe(true);
  });

  it('names a file by its place in its repository', async () => {
    expect(
      await files.read(`file:${folder.resolve('repo/catalog/all.yaml')}`),
    ).toEqual({ text: 'kind: Component', path: 'catalog/all.yaml' });
  });

  it('reads no file outside of the allowed folders, and nothing else', async () => {
    await expect(
      files.read(`file:${folder.resolve('other.yaml')}`),
    ).rejects.toThrow(/allowedFileRoots/);
    await expect(files.read('bootstrap:bootstrap')).rejects.toThrow(/no file/);
  });
});
