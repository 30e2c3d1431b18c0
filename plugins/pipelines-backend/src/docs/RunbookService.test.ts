import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { mockServices } from '@backstage/backend-test-utils';
import { NotFoundError } from '@backstage/errors';
import { LocationReader } from './LocationReader';
import { RUNBOOK_IDS, RunbookService } from './RunbookService';

const FOLDER = path.join(__dirname, '../../runbooks');
const urlReader = mockServices.urlReader.mock();
const service = (
  urls: ConstructorParameters<typeof RunbookService>[0]['urls'] = {},
) =>
  new RunbookService({
    reader: new LocationReader({ urlReader, allowedFileRoots: [] }),
    urls,
  });

describe('RunbookService', () => {
  it('has every page that the package ships, and no other', async () => {
    const files = await readdir(FOLDER);
    expect(files.sort()).toEqual(RUNBOOK_IDS.map(id => `${id}.md`).sort());
    expect((await service().list()).map(({ id }) => id)).toEqual(RUNBOOK_IDS);
  });

  it.each(RUNBOOK_IDS)(
    '%s says when, how to check, do and undo, and what to tell',
    async id => {
      const { markdown = '', summary, title } = await service().find(id);
      expect(title.length).toBeGreaterThan(10);
      expect(summary).toMatch(/\.$/);
      const heads = markdown.match(/^## [A-Z][a-z ]+/gm)?.map(h => h.trim());
      expect(heads).toEqual([
        '## When it applies',
        '## Verify',
        '## What to do',
        '## Roll back',
        '## It is over when',
        '## Message',
      ]);
    },
  );

  it.each(RUNBOOK_IDS)('%s links to pages that there are', async id => {
    const text = await readFile(path.join(FOLDER, `${id}.md`), 'utf8');
    for (const [, link] of text.matchAll(/\]\(([^)#]+)(?:#[^)]*)?\)/g)) {
      expect(RUNBOOK_IDS.map(known => `${known}.md`)).toContain(link);
    }
  });

  it('shows a page of your own in Markdown, and links to another', async () => {
    urlReader.readUrl.mockResolvedValue({
      buffer: async () => Buffer.from('# Ours'),
    } as never);
    const own = service({
      'kafka-lag': 'https://git.example.com/runbooks/lag.md',
      'failed-dag': 'https://wiki.example.com/failed',
    });
    expect(await own.find('kafka-lag')).toMatchObject({
      markdown: '# Ours',
      url: 'https://git.example.com/runbooks/lag.md',
    });
    const linked = await own.find('failed-dag');
    expect(linked.url).toBe('https://wiki.example.com/failed');
    expect(linked.markdown).toBeUndefined();
  });

  it('links to a page of your own that cannot be read', async () => {
    urlReader.readUrl.mockRejectedValue(new Error('away'));
    const page = await service({
      'kafka-lag': 'https://x.example.com/a.md',
    }).find('kafka-lag');
    expect(page).toMatchObject({ url: 'https://x.example.com/a.md' });
    expect(page.markdown).toBeUndefined();
  });

  it('names those that there are', async () => {
    await expect(service().find('../migrations/x')).rejects.toThrow(
      NotFoundError,
    );
    await expect(service().find('nope')).rejects.toThrow(/failed-dag/);
  });
});
