import { screen, waitFor, within } from '@testing-library/react';
import { PIPELINE_VALIDATION_STATUS } from '@sluice/plugin-pipelines-common';
import { accessibilityProblems } from '../../__testUtils__/axe';
import {
  Refusal,
  renderPage,
  type Answers,
} from '../../__testUtils__/renderPage';
import {
  PIPELINE_PATH,
  pipelineEntity,
  pipelineOverview,
} from '../../__testUtils__/pipeline';
import { PipelineOverview } from './PipelineOverview';

const render = (answer: unknown, entity = pipelineEntity) => {
  const answers: Answers = {
    [PIPELINE_PATH]: answer,
    [`${PIPELINE_PATH}/scorecards`]: { items: [] },
  };
  return renderPage(<PipelineOverview entity={entity} />, { answers }).then(
    page => ({ ...page, answers }),
  );
};

describe('PipelineOverview', () => {
  it('says how it stands, whether it keeps its promises, and when it runs next', async () => {
    const { container } = await render(
      pipelineOverview({
        status: 'failed',
        statusReason: { code: 'failed', at: '2026-11-21T05:12:00Z' },
        scheduledRuns30d: 2000,
        succeededRuns30d: 1999,
      }),
    );
    const status = await screen.findByRole('group', { name: 'status in prod' });
    expect(status).toHaveTextContent('Failed');
    expect(status).toHaveTextContent(/Failed .*\d\d:\d\d$/);
    expect(
      screen.getByRole('group', { name: 'scheduled runs succeeded, 30 d' }),
    ).toHaveTextContent('99.95 %');
    expect(screen.getByText('1 miss left: 1 of 2 used')).toBeInTheDocument();
    expect(
      screen.getByRole('group', { name: 'median run, p95 42 min' }),
    ).toHaveTextContent('29 of 30 done within 45 min of due, 30 d');
    expect(
      screen.getByText(/America\/New_York · 30 4 \* \* \*/),
    ).toBeInTheDocument();
    expect(await accessibilityProblems(container)).toEqual([]);
  });

  it.each([
    ['nothing ended', 0, 0, 'no scheduled run ended in 30 d'],
    ['none allowed, none used', 30, 30, '30 runs allow no miss: none used'],
    ['none allowed, one used', 30, 29, '30 runs allow no miss: 1 failed'],
    ['one run, which failed', 1, 0, '1 run allows no miss: 1 failed'],
    ['all used', 1000, 999, 'no miss left: 1 of 1 used'],
    ['too many', 1000, 996, '3 misses too many: 4 of 1 used'],
  ])('puts the misses into words: %s', async (_, ended, succeeded, words) => {
    await render(
      pipelineOverview({
        scheduledRuns30d: ended,
        succeededRuns30d: succeeded,
      }),
    );
    expect((await screen.findAllByText(words)).length).toBeGreaterThan(0);
  });

  it('shows where its SLO stands, and leads to it', async () => {
    await render(
      pipelineOverview({
        slo: {
          id: 7,
          name: 'by-six',
          title: 'Ready at 06:00',
          kind: 'deadline',
          status: 'will-miss',
          target: 95,
          allowed: 1.4,
          missesLeft: 1,
          remainingRatio: 0.9,
        },
      }),
    );
    const tile = await screen.findByRole('group', {
      name: 'promise: Ready at 06:00',
    });
    expect(tile).toHaveTextContent('1 of 1 misses left');
    expect(within(tile).getByRole('link')).toHaveAttribute(
      'href',
      expect.stringMatching(/\/freshness\?slo=7$/),
    );
  });

  it('says what to do where nothing is promised', async () => {
    await render(pipelineOverview({}));
    const tile = await screen.findByRole('group', { name: 'promise' });
    expect(tile).toHaveTextContent('nothing is promised yet');
  });

  it('says of what can’t be read how old it is', async () => {
    await render(
      pipelineOverview({
        status: 'unknown',
        statusReason: {
          code: 'source-failing',
          source: 'airflow-prod',
          at: '2026-11-21T05:12:00Z',
        },
        observedAt: new Date(Date.now() - 3 * 3600_000).toISOString(),
      }),
    );
    const status = await screen.findByRole('group', { name: 'status in prod' });
    expect(status).toHaveTextContent('Unknown');
    expect(status).toHaveTextContent(
      /Unreadable since .*: source airflow-prod · last read 3 h ago/,
    );
  });

  it('shows each environment, its facts and links', async () => {
    await render(pipelineOverview());
    const table = await screen.findByRole('table', { name: 'Environments' });
    expect(
      within(table).getByRole('rowheader', { name: 'prod' }),
    ).toBeInTheDocument();
    expect(within(table).getByText(/^Succeeded /)).toBeInTheDocument();
    const facts = screen.getByRole('region', { name: 'Facts' });
    expect(within(facts).getByText('sox')).toBeInTheDocument();
    const links = screen.getByRole('region', { name: 'Links' });
    expect(
      within(links)
        .getAllByRole('link')
        .map(link => link.textContent?.split(',')[0]),
    ).toEqual(['Airflow prod', 'Ledger dashboard']);
  });

  it('lists what is wrong with the definition, whoever says so', async () => {
    const entity = {
      ...pipelineEntity,
      status: {
        items: [
          {
            type: PIPELINE_VALIDATION_STATUS,
            level: 'error',
            message: 'spec.tier: must be 1, 2 or 3, got "high"',
          },
        ],
      },
    };
    await render(
      pipelineOverview(
        {},
        {
          problems: [
            {
              kind: 'duplicate-binding',
              message: 'two entities name this DAG',
              source: 'airflow-prod',
            },
          ],
        },
      ),
      entity,
    );
    const problems = await screen.findByRole('region', {
      name: '2 problems with its definition',
    });
    expect(problems).toHaveTextContent('Bound twice');
    expect(problems).toHaveTextContent('says airflow-prod');
    expect(problems).toHaveTextContent('spec.tier: must be 1, 2 or 3');
  });

  it('says what to do where no source knows the pipeline', async () => {
    await render(pipelineOverview({ environments: [], recentRuns: [] }));
    expect(
      await screen.findByText('Nothing is known of this pipeline yet'),
    ).toBeInTheDocument();
    expect(screen.getByText('sluice.dev/airflow-dag-id')).toBeInTheDocument();
  });

  it('says what failed, and shows the pipeline once that is over', async () => {
    const { answers, user } = await render(
      new Refusal(403, 'You may not see this pipeline'),
    );
    expect(await screen.findByRole('alert')).toHaveTextContent(
      "The pipeline couldn't be loadedYou may not see this pipeline",
    );
    answers[PIPELINE_PATH] = pipelineOverview();
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(
      await screen.findByRole('table', { name: 'Environments' }),
    ).toBeInTheDocument();
  });

  it('follows a signal', async () => {
    const { answers, signal } = await render(pipelineOverview());
    await screen.findByRole('group', { name: 'status in prod' });
    answers[PIPELINE_PATH] = pipelineOverview({
      status: 'failed',
      statusReason: { code: 'failed', at: '2026-11-21T05:12:00Z' },
    });
    await signal({
      topic: 'runs',
      ids: ['component:default/finance-daily-close'],
    });
    await waitFor(() =>
      expect(
        screen.getByRole('group', { name: 'status in prod' }),
      ).toHaveTextContent(/Failed .*\d\d:\d\d/),
    );
  });
});
