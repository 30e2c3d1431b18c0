import { screen } from '@testing-library/react';
import { accessibilityProblems } from '../../__testUtils__/axe';
import { releaseRef } from '../../__testUtils__/promotions';
import { Refusal, renderPage } from '../../__testUtils__/renderPage';
import { ReleasesPage } from './ReleasesPage';

const render = (answers: Record<string, unknown>, path: string) =>
  renderPage(<ReleasesPage />, { answers, path });

describe('ReleaseView', () => {
  it('shows a release: what it is made of, what was shown for it, what it brings', async () => {
    const { container } = await render(
      {
        '/releases/41': {
          ...releaseRef(),
          origin: 'registered',
          state: 'Sealed',
          registeredBy: 'service:ci',
          registeredAt: '2026-11-20T09:00:00.000Z',
          artifacts: [
            {
              name: 'dags.zip',
              kind: 'dag-bundle',
              digest: `sha256:${'a'.repeat(64)}`,
              sizeBytes: 2048,
            },
          ],
          manifests: {},
          configSchema: {},
          migrations: [],
          deployments: [],
          commits: [
            {
              sha: '88f1c2aa0b',
              title: 'Retry <b>thrice</b>',
              author: { name: 'Mei Lin', email: 'mei@northstar.example' },
              coAuthors: [],
              committedAt: '2026-11-20T08:00:00.000Z',
            },
          ],
          evidence: [
            {
              id: 1,
              kind: 'unit',
              format: 'junit',
              name: 'unit tests',
              verdict: 'pass',
              checks: 214,
              failures: 0,
              failing: [],
              commit: '88',
              releaseDigest: 'd',
              fileDigest: 'f',
              sizeBytes: 1,
              addedBy: 'service:ci',
              addedAt: '2026-11-20T09:01:00.000Z',
            },
          ],
        },
        '/releases/41/diff': new Refusal(404, 'none'),
      },
      '/41',
    );
    expect(
      await screen.findByRole('heading', {
        level: 1,
        name: 'finance_daily_close 2.41.0',
      }),
    ).toBeVisible();
    expect(screen.getByRole('table', { name: 'Artifacts' })).toHaveTextContent(
      'dags.zipdag-bundle2.0 KiB',
    );
    expect(screen.getByRole('table', { name: 'Evidence' })).toHaveTextContent(
      'pass214 checks, 0 failed',
    );
    expect(screen.getByRole('list', { name: 'Commits' })).toHaveTextContent(
      'Retry <b>thrice</b>, Mei Lin',
    );
    expect(await accessibilityProblems(container)).toEqual([]);
  });

  it('says when there is no such release', async () => {
    await render({ '/releases/99': new Refusal(404, 'none') }, '/99');
    expect(
      await screen.findByText('There is no such release that you may see'),
    ).toBeVisible();
  });
});
