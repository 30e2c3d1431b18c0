import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useLocation } from 'react-router-dom';
import type { Verdict } from '@sluice/plugin-pipelines-common';
import { accessibilityProblems } from '../../__testUtils__/axe';
import { PIPELINE_PATH, pipelineEntity } from '../../__testUtils__/pipeline';
import {
  Refusal,
  renderPage,
  type Answers,
} from '../../__testUtils__/renderPage';
import { day, dayBefore, ENTITY, slo } from '../../__testUtils__/slo';
import { FreshnessPage } from './FreshnessPage';

const verdict = (
  date: string,
  state: Verdict['state'],
  changes: Partial<Verdict> = {},
): Verdict => ({
  pipeline: ENTITY,
  occurrence: date,
  dueAt: `${date}T11:00:00.000Z`,
  localDate: date,
  state,
  rawState: state,
  rescued: false,
  final: true,
  evidence: {
    runIds: [4811],
    sourceIds: ['airflow-prod'],
    intervals: 1,
    missing: [],
    reason: 'in-time',
  },
  ...changes,
});

const LATE = verdict(dayBefore(1), 'LATE', {
  marginSeconds: -42 * 60,
  arrivedAt: `${dayBefore(1)}T11:42:00.000Z`,
  evidence: {
    runIds: [4811],
    sourceIds: ['airflow-prod'],
    intervals: 1,
    missing: [],
    reason: 'late',
  },
});
const MISSING = verdict(dayBefore(40), 'MISSING', {
  evidence: {
    runIds: [],
    sourceIds: [],
    intervals: 1,
    missing: [],
    reason: 'not-run',
  },
});

const attribution = (miss: Verdict) => ({
  dueAt: miss.dueAt,
  missedMinutes: 42,
  done: true,
  hops: [{ pipeline: ENTITY, addedMinutes: 42, lateMinutes: 42 }],
  blame: { type: 'self' },
  truncated: false,
});

/** Nothing changed before a miss. */
const unchanged = {
  before: LATE.dueAt,
  from: LATE.dueAt,
  environment: 'prod',
  items: [],
  kinds: ['run'],
  pipelines: 1,
  unknown: [],
  hidden: 0,
  truncated: false,
};

const render = (changes: Answers = {}, search = '') =>
  renderPage(
    <>
      <FreshnessPage entity={pipelineEntity} />
      <Place />
    </>,
    {
      answers: {
        [`${PIPELINE_PATH}/slos`]: { items: [slo()] },
        '/slos/7': {
          slo: slo(),
          days: [
            day(dayBefore(40), { bad: 1 }),
            day(dayBefore(2), { good: 1 }),
            day(dayBefore(1), { bad: 1, remaining: -1 }),
          ],
          versions: [],
        },
        [`/slos/7/verdicts/${LATE.occurrence}/attribution`]: attribution(LATE),
        [`/slos/7/verdicts/${MISSING.occurrence}/attribution`]:
          attribution(MISSING),
        [`${PIPELINE_PATH}/changes`]: unchanged,
        '/slos/7/verdicts': (query: URLSearchParams) => ({
          items: query.has('state')
            ? [LATE, MISSING]
            : [
                LATE,
                verdict(dayBefore(2), 'GOOD', { marginSeconds: 1080 }),
                MISSING,
              ],
        }),
        ...changes,
      },
      path: `/freshness${search}`,
    },
  );

const Place = () => {
  const { pathname, search } = useLocation();
  return <output data-testid="place">{pathname + search}</output>;
};

describe('FreshnessPage', () => {
  it('says whether the promise is kept, what came last and how many misses are left', async () => {
    const { container } = await render();
    expect(await screen.findByText('42 min late')).toBeInTheDocument();
    expect(screen.getByText('90 %')).toBeInTheDocument();
    expect(
      screen.getByText('18 of 20 · target 95 % · coverage 100 %'),
    ).toBeInTheDocument();
    expect(screen.getByText('−1 of 1')).toBeInTheDocument();
    expect(await accessibilityProblems(container)).toEqual([]);
  });

  it('says when the budget will be spent, and what freshness rests on', async () => {
    const standing = slo({
      exhaustion: { date: '2026-12-03', inDays: 12 },
      consumptionDelay: true,
    });
    await render({
      [`${PIPELINE_PATH}/slos`]: { items: [standing] },
      '/slos/7': { slo: standing, days: [], versions: [] },
    });
    expect(
      await screen.findByText(/spent on 2026-12-03 if it goes on like this/),
    ).toBeInTheDocument();
    expect(screen.getByText(/consumption delay/)).toBeInTheDocument();
  });

  it('shows a square a date that says in words what became of it, and opens the run behind a kept one', async () => {
    await render();
    const square = await screen.findByRole('button', {
      name: new RegExp(`^${dayBefore(1)}: Late, .*, 42 min late`),
    });
    expect(square).toHaveAttribute('data-state', 'LATE');
    await userEvent.click(
      screen.getByRole('button', {
        name: new RegExp(`^${dayBefore(2)}: In time, .*, 18 min early`),
      }),
    );
    expect(screen.getByTestId('place')).toHaveTextContent('/runs?run=4811');
  });

  it('says of a missed square why, and what changed before, by keyboard', async () => {
    const { user, lastRequest } = await render();
    const square = await screen.findByRole('button', {
      name: new RegExp(`^${dayBefore(40)}: Late`),
    });
    square.focus();
    await user.keyboard('{Enter}');
    const why = screen.getByRole('region', { name: 'Why it was missed' });
    expect(why).toHaveFocus();
    expect(
      await within(why).findByRole('heading', { name: 'What changed?' }),
    ).toBeVisible();
    expect(
      lastRequest(`${PIPELINE_PATH}/changes`)?.searchParams.get('before'),
    ).toBe(MISSING.dueAt);
  });

  it('opens the run of a missed one from its explanation', async () => {
    const { user } = await render();
    const square = await screen.findByRole('button', {
      name: new RegExp(`^${dayBefore(1)}: Late`),
    });
    await user.click(square);
    const why = screen.getByRole('region', { name: 'Why it was missed' });
    await user.click(
      await within(why).findByRole('button', { name: 'run 4811' }),
    );
    expect(screen.getByTestId('place')).toHaveTextContent('/runs?run=4811');
  });

  it('moves from date to date by the arrow keys, with one square in the tab order', async () => {
    await render();
    const squares = await screen.findAllByRole('button', {
      name: /^\d{4}-\d\d-\d\d: /,
    });
    expect(squares.filter(s => s.tabIndex === 0)).toHaveLength(1);
    squares.at(-1)!.focus();
    await userEvent.keyboard('{ArrowLeft}');
    expect(document.activeElement).toHaveAttribute(
      'data-date',
      dayBefore(-1 + 7),
    );
  });

  it('shows the same dates as a table', async () => {
    const { container } = await render();
    await userEvent.click(
      await screen.findByRole('button', { name: 'Show as table' }),
    );
    const table = screen.getByRole('region', {
      name: 'Dates of Ready at 06:00',
    });
    const rows = within(table).getAllByRole('row').slice(1);
    expect(rows).toHaveLength(3);
    expect(rows[0]).toHaveTextContent(dayBefore(1));
    expect(rows[0]).toHaveTextContent('42 min late');
    expect(await accessibilityProblems(container)).toEqual([]);
    await userEvent.click(
      within(rows[0]).getByRole('button', { name: 'run 4811' }),
    );
    expect(screen.getByTestId('place')).toHaveTextContent('/runs?run=4811');
  });

  it('says deadline of deadlines alone', async () => {
    const duration = slo({ kind: 'duration', title: 'Done in 45 min' });
    await render({
      [`${PIPELINE_PATH}/slos`]: { items: [duration] },
      '/slos/7': { slo: duration, days: [], versions: [] },
    });
    expect(
      await screen.findByText('until the next one is due'),
    ).toBeInTheDocument();
    expect(screen.getByText('Runs in time and late')).toBeInTheDocument();
    expect(screen.getByText('runs in time, 28 d')).toBeInTheDocument();
    expect(screen.queryByText(/deadline/i)).not.toBeInTheDocument();
  });

  it('lists what spent the budget, and mutes what has left the window', async () => {
    await render();
    const table = await screen.findByRole('table', {
      name: 'What spent the budget',
    });
    const rows = within(table).getAllByRole('row').slice(1);
    expect(rows[0]).toHaveTextContent('+42 min');
    expect(rows[0]).toHaveTextContent('arrived late');
    expect(
      within(rows[0]).getByRole('button', { name: 'run 4811' }),
    ).toBeInTheDocument();
    const outside = rows.find(r => r.textContent?.includes('left the window'));
    expect(outside).toHaveTextContent('never ran');
    expect(outside).toHaveTextContent('no run');
  });

  it('explains the latest miss, and another one when asked', async () => {
    const { user } = await render();
    expect(
      await screen.findByText(/^42 min late, by itself/),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('heading', { name: /^Why .* was missed$/ }),
    ).toBeInTheDocument();
    const before = screen.getByRole('heading', { name: /^Why / }).textContent;
    await user.click(screen.getByRole('button', { name: 'never ran' }));
    expect(screen.getByRole('heading', { name: /^Why / }).textContent).not.toBe(
      before,
    );
  });

  it('chooses an SLO in the URL, and names those of others that the pipeline counts for', async () => {
    const shared = slo({
      id: 9,
      entityRef: 'domain:default/finance',
      name: 'scheduled-runs-succeed',
      title: 'Scheduled runs succeed',
      kind: 'success',
      status: 'met',
    });
    await render(
      {
        [`${PIPELINE_PATH}/slos`]: { items: [slo(), shared] },
        '/slos/9': { slo: shared, days: [], versions: [] },
        '/slos/9/verdicts': { items: [] },
      },
      '?slo=9',
    );
    expect(
      await screen.findByRole('button', {
        name: /Scheduled runs succeed of finance/,
      }),
    ).toHaveAttribute('aria-pressed', 'true');
  });

  it('opens the editor by a link, and closes it', async () => {
    await render({
      '/slos/preview': { problems: [], verdicts: [], truncated: false },
    });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Try another promise' }),
    );
    expect(screen.getByTestId('place')).toHaveTextContent(
      '/freshness?slo=7&try=1',
    );
    expect(await screen.findByLabelText('Target, percent')).toHaveValue(null);
    await userEvent.click(screen.getByRole('button', { name: 'Close' }));
    expect(screen.getByTestId('place')).toHaveTextContent('/freshness?slo=7');
    expect(
      await screen.findByText('Deadlines kept and missed'),
    ).toBeInTheDocument();
  });

  it('says how to promise something where nothing is', async () => {
    await render({ [`${PIPELINE_PATH}/slos`]: { items: [] } });
    expect(
      await screen.findByText('Nothing is promised yet'),
    ).toBeInTheDocument();
  });

  it('says what went wrong, and can be asked again', async () => {
    await render({
      [`${PIPELINE_PATH}/slos`]: new Refusal(500, 'the database is locked'),
    });
    expect(
      await screen.findByText(/the database is locked/),
    ).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Try again' })).toBeEnabled();
  });
});
