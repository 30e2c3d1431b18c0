import { screen } from '@testing-library/react';
import { accessibilityProblems } from '../../__testUtils__/axe';
import { Refusal, renderPage } from '../../__testUtils__/renderPage';
import { RunbooksPage } from './RunbooksPage';

const lag = {
  id: 'kafka-lag',
  title: 'A Kafka consumer falls behind',
  summary: 'The lag grows.',
};

const render = (path: string, answers: Record<string, unknown>) =>
  renderPage(<RunbooksPage />, { answers, path });

describe('RunbooksPage', () => {
  it('lists them with when they apply', async () => {
    const { container } = await render('/', { '/runbooks': { items: [lag] } });
    const link = await screen.findByRole('link', { name: lag.title });
    expect(link).toHaveAttribute('href', '/pipelines/runbooks/kafka-lag');
    expect(screen.getByText('The lag grows.')).toBeVisible();
    expect(await accessibilityProblems(container)).toEqual([]);
  });

  it('shows one, with links to the others', async () => {
    const { container } = await render('/kafka-lag', {
      '/runbooks/kafka-lag': {
        ...lag,
        markdown: `# ${lag.title}\n\nThe lag grows.\n\n## Verify\n\n[a failed DAG](failed-dag.md#roll-back)`,
      },
    });
    expect(
      await screen.findByRole('heading', { name: 'Verify' }),
    ).toBeVisible();
    expect(
      screen.getByRole('heading', { level: 1, name: lag.title }),
    ).toBeVisible();
    expect(screen.getByRole('link', { name: 'a failed DAG' })).toHaveAttribute(
      'href',
      '/pipelines/runbooks/failed-dag#roll-back',
    );
    expect(await accessibilityProblems(container)).toEqual([]);
  });

  it('links to one that is kept elsewhere', async () => {
    const url = 'https://wiki.example.com/lag';
    await render('/kafka-lag', { '/runbooks/kafka-lag': { ...lag, url } });
    expect(
      await screen.findByRole('link', {
        name: `Open ${url}, Opens in a new window`,
      }),
    ).toHaveAttribute('href', url);
  });

  it.each([
    ['there is none', new Refusal(404, 'none'), 'There is no such runbook'],
    ['it fails', new Refusal(500, 'disk away'), /disk away/],
  ])('says when %s', async (_, answer, words) => {
    await render('/nope', { '/runbooks/nope': answer });
    expect(await screen.findByText(words)).toBeVisible();
  });
});
