import { screen, within } from '@testing-library/react';
import { accessibilityProblems } from '../../__testUtils__/axe';
import { source } from '../../__testUtils__/fleet';
import { Refusal, renderPage } from '../../__testUtils__/renderPage';
import { SourcesPage } from './SourcesPage';

const TRACE = `Traceback (most recent call last):
  File "finance.py", line 3
<img src=x onerror="alert(1)">`;

const failing = source({
  id: 'airflow-legacy',
  title: 'Airflow legacy',
  status: 'failing',
  consecutiveErrors: 4,
  message: '401 Unauthorized from /api/v1/dags',
  demo: true,
  issues: [
    { kind: 'import-error', title: 'finance.py', message: TRACE },
    { kind: 'gone', title: 'old_dag', message: 'not listed any more' },
  ],
});

describe('SourcesPage', () => {
  it('shows what each collector said last', async () => {
    await renderPage(<SourcesPage />, {
      answers: { '/sources': { items: [failing, source()] } },
    });
    const title = await screen.findByText('Airflow legacy');
    const row = within(title.closest<HTMLElement>('tbody')!);
    expect(row.getByText('Failing')).toBeInTheDocument();
    expect(
      row.getByText('401 Unauthorized from /api/v1/dags'),
    ).toBeInTheDocument();
    expect(row.getByText('backs off: usually every 60 s')).toBeInTheDocument();
    expect(row.getByText('Demo data')).toBeInTheDocument();
    expect(screen.getByText('2 collectors · 1 healthy')).toBeInTheDocument();
  });

  it('shows the trace of an import error as text, when asked', async () => {
    const { user, container } = await renderPage(<SourcesPage />, {
      answers: { '/sources': { items: [failing] } },
    });
    const button = await screen.findByRole('button', { name: '2 issues' });
    expect(button).toHaveAttribute('aria-expanded', 'false');
    await user.click(button);
    const trace = screen.getByRole('group', { name: 'finance.py' });
    expect(trace.textContent).toBe(TRACE);
    expect(container.querySelector('img')).toBeNull();
    expect(screen.getByText('Import error')).toBeInTheDocument();
    expect(screen.getByText('gone')).toBeInTheDocument();
    expect(await accessibilityProblems(container)).toEqual([]);
  });

  it('shows a change as soon as the backend says so', async () => {
    const answers = { '/sources': { items: [failing] } };
    const { signal } = await renderPage(<SourcesPage />, { answers });
    await screen.findByText('Failing');
    answers['/sources'] = { items: [{ ...failing, status: 'healthy' }] };
    await signal({ topic: 'sources', ids: ['airflow-legacy'] });
    expect(await screen.findByText('Healthy')).toBeInTheDocument();
    expect(
      screen.queryByText('401 Unauthorized from /api/v1/dags'),
    ).not.toBeInTheDocument();
  });

  it('says what to do where no source is configured', async () => {
    await renderPage(<SourcesPage />, {
      answers: { '/sources': { items: [] } },
    });
    expect(
      await screen.findByText('No source is configured'),
    ).toBeInTheDocument();
  });

  it('says what failed and tries again', async () => {
    const answers: Record<string, unknown> = {
      '/sources': new Refusal(404, 'No such plugin'),
    };
    const { user } = await renderPage(<SourcesPage />, { answers });
    expect(await screen.findByText(/No such plugin/)).toBeInTheDocument();
    answers['/sources'] = { items: [source()] };
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText('Airflow prod')).toBeInTheDocument();
  });
});
