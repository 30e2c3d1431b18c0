import {
  createMockDirectory,
  mockServices,
} from '@backstage/backend-test-utils';
import { NotAllowedError, NotFoundError } from '@backstage/errors';
import { DocsService } from './DocsService';
import { LocationReader, MAX_PAGE_BYTES } from './LocationReader';

describe('DocsService', () => {
  const folder = createMockDirectory({
    content: {
      catalog: {
        'all.yaml': '',
        docs: {
          'close.md': '# Close',
          'big.md': 'x'.repeat(MAX_PAGE_BYTES + 1),
          'folder.md': {},
        },
      },
      'secret.md': '# Secret',
      'catalog-secret': { 'x.md': '# Secret' },
    },
  });
  folder.addContent({
    'catalog/docs/link.md': ctx => ctx.symlink('../../secret.md'),
    'catalog/docs/key.md': ctx => ctx.symlink('../all.yaml'),
  });
  const file = `file:${folder.resolve('catalog/all.yaml')}`;
  const urlReader = mockServices.urlReader.mock();
  const docs = new DocsService({
    reader: new LocationReader({
      urlReader,
      allowedFileRoots: [
        folder.resolve('catalog'),
        folder.resolve('not-there'),
      ],
    }),
  });

  it('reads a page beside the entity', async () => {
    expect(await docs.read('./docs/close.md', file)).toBe('# Close');
  });

  it.each([
    ['./docs/none.md', 'There is no page'],
    ['./docs/folder.md', 'There is no page'],
    ['../secret.md', 'outside of the folders'],
    ['../none.md', 'outside of the folders'],
    ['../catalog-secret/x.md', 'outside of the folders'],
    ['./docs/link.md', 'outside of the folders'],
    ['./docs/key.md', 'not a Markdown file'],
    ['./all.yaml', 'not a Markdown file'],
    ['/etc/passwd.md', 'neither an http(s) URL nor a relative path'],
    ['file:///etc/passwd.md', 'neither an http(s) URL nor a relative path'],
    ['./docs/big.md', 'longer than'],
  ])('refuses %s: %s', async (page, message) => {
    await expect(docs.read(page, file)).rejects.toThrow(message);
  });

  it.each([
    ['https://git.example/r/blob/main/docs/close.md', null],
    [
      './docs/close.md',
      'url:https://git.example/r/blob/main/catalog-info.yaml',
    ],
  ])('reads %s by URL', async (page, location) => {
    urlReader.readUrl.mockResolvedValueOnce({
      buffer: async () => Buffer.from('# Remote'),
    });
    expect(await docs.read(page, location)).toBe('# Remote');
    expect(urlReader.readUrl).toHaveBeenLastCalledWith(
      'https://git.example/r/blob/main/docs/close.md',
    );
  });

  it.each([
    [new NotFoundError('404'), 'There is no page at'],
    [new NotAllowedError('no'), 'backend.reading.allow'],
    [new Error('socket hang up'), "can't be read: socket hang up"],
  ])('says what is wrong with a URL: %s', async (error, message) => {
    urlReader.readUrl.mockRejectedValueOnce(error);
    await expect(
      docs.read('https://git.example/close.md', null),
    ).rejects.toThrow(message);
  });

  it('needs a file that a relative path counts from', async () => {
    await expect(docs.read('./close.md', null)).rejects.toThrow(
      'use an absolute URL',
    );
  });
});
