import { screen } from '@testing-library/react';
import type { SloPatch } from '@sluice/plugin-pipelines-common';
import { accessibilityProblems } from '../../__testUtils__/axe';
import { Refusal, renderPage } from '../../__testUtils__/renderPage';
import { PatchPanel } from './PatchPanel';

const patch = `diff --git a/catalog/all.yaml b/catalog/all.yaml
--- a/catalog/all.yaml
+++ b/catalog/all.yaml
@@ -1,1 +1,1 @@
-      target: 99 # percent
+      target: 95 # percent
`;
const ready: SloPatch = {
  problems: [],
  yaml: '- name: by-six',
  patch,
  file: 'catalog/all.yaml',
  note: 'ready',
  editUrl: 'https://git.example.com/edit/catalog/all.yaml',
};

const render = (answer: unknown) =>
  renderPage(
    <PatchPanel
      entityRef="component:default/close"
      definition={{ name: 'by-six' }}
      yaml="- name: by-six"
      hint="replaces by-six"
    />,
    { answers: { '/slos/patch': answer } },
  );

describe('PatchPanel', () => {
  it('shows the diff, to copy and to download', async () => {
    const { container, user } = await render(ready);
    const written = jest
      .spyOn(navigator.clipboard, 'writeText')
      .mockResolvedValue();
    await user.click(await screen.findByRole('button', { name: 'Copy patch' }));
    expect(written).toHaveBeenCalledWith(patch);
    expect(screen.getByText(/target: 95/)).toBeVisible();
    const download = screen.getByRole('link', { name: 'Download' });
    expect(download).toHaveAttribute('download', 'by-six.patch');
    expect(
      decodeURIComponent(download.getAttribute('href')!.split(',')[1]),
    ).toBe(patch);
    expect(await accessibilityProblems(container)).toEqual([]);
  });

  it.each<[string, Partial<SloPatch>, RegExp]>([
    [
      'the file can not be read',
      { note: 'not-readable', message: 'no token' },
      /no token/,
    ],
    ['there is no file', { note: 'no-location' }, /comes from no file/],
    ['nothing changes', { note: 'unchanged' }, /stands like this/],
  ])('gives the YAML and says why where %s', async (_, changes, words) => {
    await render({ ...ready, patch: undefined, ...changes });
    expect(await screen.findByText(words)).toBeVisible();
    expect(screen.getByRole('button', { name: 'Copy YAML' })).toBeEnabled();
  });

  it('gives the YAML where the patch can not be asked for', async () => {
    await render(new Refusal(500, 'the host is away'));
    expect(await screen.findByText(/the host is away/)).toBeVisible();
    expect(screen.getByRole('button', { name: 'Copy YAML' })).toBeEnabled();
  });
});
