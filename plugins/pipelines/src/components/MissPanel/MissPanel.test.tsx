import { screen, within } from '@testing-library/react';
import type { Verdict } from '@sluice/plugin-pipelines-common';
import { accessibilityProblems } from '../../__testUtils__/axe';
import { Refusal, renderPage } from '../../__testUtils__/renderPage';
import { MissPanel } from './MissPanel';

const PATH = '/slos/7/verdicts/2026-11-20/attribution';
const verdict: Verdict = {
  pipeline: 'component:default/finance_close_daily',
  occurrence: '2026-11-20',
  dueAt: '2026-11-20T11:00:00.000Z',
  localDate: '2026-11-20',
  state: 'LATE',
  rawState: 'LATE',
  rescued: false,
  final: true,
  evidence: {
    runIds: [4811],
    sourceIds: ['airflow-prod'],
    intervals: 1,
    missing: [],
    reason: 'late',
  },
};
const attribution = {
  dueAt: verdict.dueAt,
  missedMinutes: 42,
  done: true,
  hops: [
    {
      pipeline: 'component:default/payments_load',
      startedAt: '2026-11-20T09:00:00.000Z',
      finishedAt: '2026-11-20T10:40:00.000Z',
      lateMinutes: 39,
      addedMinutes: 39,
    },
    {
      pipeline: verdict.pipeline,
      startedAt: '2026-11-20T10:41:00.000Z',
      finishedAt: '2026-11-20T11:42:00.000Z',
      lateMinutes: 42,
      addedMinutes: 3,
    },
  ],
  blame: { type: 'upstream', pipeline: 'component:default/payments_load' },
  truncated: false,
};

const render = (answer: unknown, own: Verdict = verdict) =>
  renderPage(
    <MissPanel sloId={7} verdict={own} timezone="America/New_York" />,
    { answers: { [PATH]: answer } },
  );

describe('MissPanel', () => {
  it('draws the way of a path with the minutes that the data took', async () => {
    const { container } = await render(attribution, {
      ...verdict,
      evidence: {
        ...verdict.evidence,
        hops: [
          {
            pipeline: 'component:default/pos_ingest',
            startedAt: '2026-11-20T00:05:00.000Z',
            finishedAt: '2026-11-20T00:45:00.000Z',
          },
          { unknown: true },
        ],
      },
    });
    const table = await screen.findByRole('table', {
      name: 'The way of the data that was late',
    });
    const [, first, second] = within(table).getAllByRole('row');
    expect(first).toHaveTextContent('pos_ingest');
    expect(first).toHaveTextContent('45 min');
    expect(second).toHaveTextContent('a pipeline that you may not see');
    expect(second).toHaveTextContent('nothing observes it');
    expect(await accessibilityProblems(container)).toEqual([]);
  });

  it('names who held it up and what each hop added, in words and in a picture', async () => {
    const { container, lastRequest } = await render(attribution);
    expect(
      await screen.findByText(
        '42 min late, most of it because payments_load was late.',
      ),
    ).toBeInTheDocument();
    expect(lastRequest(PATH)?.searchParams.get('pipeline')).toBe(
      verdict.pipeline,
    );
    const [first, last] = within(screen.getByRole('table'))
      .getAllByRole('row')
      .slice(1);
    expect(first).toHaveTextContent('payments_load');
    expect(first).toHaveTextContent('+39 min');
    expect(within(first).getByRole('img')).toHaveAccessibleName(/04:00.*05:40/);
    expect(last).toHaveTextContent('+3 min');
    expect(await accessibilityProblems(container)).toEqual([]);
  });

  it.each([
    ['self', { type: 'self' }, '42 min late, by itself'],
    [
      'unknown, with what is not known',
      { type: 'unknown', pipeline: 'component:default/legacy_gl_export' },
      'the times of legacy_gl_export are not known',
    ],
    [
      'somebody that the reader may not see',
      { type: 'upstream' },
      'a pipeline that you may not see',
    ],
  ])('says when it is %s', async (_, blame, words) => {
    await render({ ...attribution, blame });
    expect(await screen.findByText(new RegExp(words))).toBeInTheDocument();
  });

  it('says that it was never done rather than how late that is by now', async () => {
    const [upstream, { finishedAt, ...own }] = attribution.hops;
    await render({
      ...attribution,
      missedMinutes: 75_000,
      done: false,
      hops: [upstream, own],
    });
    expect(await screen.findByText(/^Never done, most of it/)).toBeVisible();
    expect(screen.getByRole('row', { name: /not done$/ })).toBeVisible();
  });

  it('says what went wrong, and can be asked again', async () => {
    await render(new Refusal(500, 'the catalog is away'));
    expect(await screen.findByText(/the catalog is away/)).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Try again' })).toBeEnabled();
  });
});
