import { screen, waitFor, within } from '@testing-library/react';
import { accessibilityProblems } from '../../__testUtils__/axe';
import {
  PIPELINE_PATH,
  pipelineEntity,
  pipelineOverview,
  run,
} from '../../__testUtils__/pipeline';
import {
  Refusal,
  renderPage,
  type Answers,
} from '../../__testUtils__/renderPage';
import { RunsPage } from './RunsPage';

const RUNS = `${PIPELINE_PATH}/runs`;

const cleared = run({
  id: 'r2',
  externalId: 'scheduled__2026-11-20',
  durationSeconds: 3600,
  cleared: true,
  firstSuccessAt: '2026-11-20T05:12:00Z',
  endedAt: '2026-11-20T09:00:00Z',
});

const tasks = {
  supported: true,
  items: [
    {
      taskId: 'extract',
      state: 'success',
      tryNumber: 1,
      startedAt: '2026-11-21T04:31:00Z',
      endedAt: '2026-11-21T04:41:00Z',
      durationSeconds: 600,
    },
    { taskId: 'load', state: 'upstream_failed', tryNumber: 0 },
  ],
};

const render = (changes: Answers = {}, search = '') => {
  const answers: Answers = {
    [PIPELINE_PATH]: pipelineOverview(),
    [RUNS]: { items: [run(), cleared], totalItems: 2 },
    [`${RUNS}/r1/tasks`]: tasks,
    '/environments': {
      items: [
        { name: 'dev', title: 'Development' },
        { name: 'prod', title: 'Production' },
      ],
    },
    ...changes,
  };
  return renderPage(<RunsPage entity={pipelineEntity} />, {
    answers,
    path: `/runs${search}`,
  }).then(page => ({ ...page, answers }));
};

describe('RunsPage', () => {
  it('lists runs, marks what took too long, and says when a cleared one first succeeded', async () => {
    const { container } = await render();
    const slow = (
      await screen.findByRole('button', {
        name: 'Details of run scheduled__2026-11-20',
      })
    ).closest<HTMLElement>('[role=row]')!;
    expect(
      within(slow).getByRole('img', { name: 'longer than 45 min' }),
    ).toBeInTheDocument();
    expect(within(slow).getByText(/^first succeeded/)).toBeInTheDocument();
    expect(screen.getByText('2 runs')).toBeInTheDocument();
    expect(
      screen.getByRole('img', {
        name: '2 runs. 1 took longer than 45 min.',
      }),
    ).toBeInTheDocument();
    expect(await accessibilityProblems(container)).toEqual([]);
  });

  it('asks for the environment and states of the address', async () => {
    const { lastRequest } = await render({}, '?env=dev&state=failed');
    await screen.findByText('2 runs');
    const query = lastRequest(RUNS)!.searchParams;
    expect(query.get('environment')).toBe('dev');
    expect(query.getAll('state')).toEqual(['failed']);
  });

  it('filters by state, and takes the filter away again', async () => {
    const { user, lastRequest, answers } = await render();
    await screen.findByText('2 runs');
    const unfiltered = answers[RUNS];
    answers[RUNS] = { items: [], totalItems: 0 };
    await user.click(screen.getByRole('button', { name: 'Failed' }));
    expect(await screen.findByText('No run matches')).toBeInTheDocument();
    expect(lastRequest(RUNS)!.searchParams.getAll('state')).toEqual(['failed']);
    answers[RUNS] = unfiltered;
    await user.click(
      screen.getAllByRole('button', { name: 'Clear filters' })[0],
    );
    expect(await screen.findByText('2 runs')).toBeInTheDocument();
    expect(screen.queryByText('No run matches')).not.toBeInTheDocument();
  });

  it('opens a run with its facts and tasks', async () => {
    const { user } = await render();
    await user.click(
      await screen.findByRole('button', {
        name: /Details of run scheduled__2026-11-21/,
      }),
    );
    const drawer = await screen.findByRole('dialog', {
      name: 'Run scheduled__2026-11-21T04:30:00+00:00',
    });
    expect(within(drawer).getByText('airflow-prod')).toBeInTheDocument();
    const table = await within(drawer).findByRole('table', { name: 'Tasks' });
    const extract = within(table)
      .getByRole('rowheader', { name: 'extract' })
      .closest('tr')!;
    expect(
      within(extract).getByRole('img', {
        name: 'from 0 s after the first task, for 10 min',
      }),
    ).toBeInTheDocument();
    expect(within(table).getByText('not started')).toBeInTheDocument();
    expect(await accessibilityProblems(drawer)).toEqual([]);
    await user.click(within(drawer).getByRole('button', { name: 'Close' }));
    await waitFor(() =>
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
    );
  });

  it.each([
    ['no tasks at its source', { supported: false, items: [] }, /has no tasks/],
    ['none named', { supported: true, items: [] }, /names no task/],
    [
      'a source that can’t be read',
      new Refusal(424, 'airflow-prod does not answer'),
      /airflow-prod does not answer/,
    ],
  ])('says of a run why there are no tasks: %s', async (_, answer, words) => {
    await render({ [`${RUNS}/r1/tasks`]: answer }, '?run=r1');
    expect(await screen.findByText(words)).toBeInTheDocument();
  });

  it('says where runs would come from while there is none', async () => {
    await render({ [RUNS]: { items: [], totalItems: 0 } });
    expect(await screen.findByText('No run was seen yet')).toBeInTheDocument();
  });

  it('says what failed', async () => {
    await render({ [RUNS]: new Refusal(403, 'not yours') });
    expect(await screen.findByRole('alert')).toHaveTextContent(
      "The runs couldn't be loadednot yours",
    );
  });
});
