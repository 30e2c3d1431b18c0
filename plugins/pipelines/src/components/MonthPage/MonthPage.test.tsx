import { screen, within } from '@testing-library/react';
import { accessibilityProblems } from '../../__testUtils__/axe';
import {
  Refusal,
  renderPage,
  type Answers,
} from '../../__testUtils__/renderPage';
import {
  CLOSE,
  exemption,
  FINANCE,
  levelChange,
  scorecard,
  scorecardMatrix,
  toDo,
} from '../../__testUtils__/scorecards';
import { MonthPage } from './MonthPage';

const PATH = '/scorecard-owners/group/default/finance-data/months/2026-10';
const month = {
  owner: FINANCE,
  month: '2026-10',
  from: '2026-10-01T00:00:00.000Z',
  to: '2026-11-01T00:00:00.000Z',
  isOver: true,
  pipelines: 22,
  scorecards: [
    {
      scorecardId: 'production-readiness',
      title: 'Production readiness',
      levelAtEnd: 'silver',
      end: { date: '2026-10-31', level: 'silver', pipelines: [1, 3, 12, 6] },
      changes: [levelChange()],
    },
  ],
  budgets: [
    {
      sloId: 7,
      name: 'Ready at 06:00',
      entityRef: CLOSE,
      status: 'exhausted',
      target: 95,
      budgetLeft: -0.5,
    },
  ],
  incidents: [
    { id: 3, title: 'Close was late', openedAt: '2026-10-05T06:00:00.000Z' },
  ],
  cost: { amount: 1234.5, unit: 'USD' },
  unmanagedChanges: [
    {
      entityRef: CLOSE,
      title: 'The DAG changed',
      at: '2026-10-09T06:00:00.000Z',
    },
  ],
  exemptions: [exemption()],
  toDo: [toDo()],
};
const render = (answers: Answers, search = `?owner=${FINANCE}&month=2026-10`) =>
  renderPage(<MonthPage />, {
    answers: {
      '/scorecards': { items: [scorecard()], problems: [] },
      '/scorecards/production-readiness': scorecardMatrix(),
      ...answers,
    },
    path: `/pipelines/scorecards/month${search}`,
  });

describe('MonthPage', () => {
  it('says as of when budgets are told', async () => {
    const { unmount } = await render({ [PATH]: month });
    expect(
      await screen.findByText('as they stand now, least left first'),
    ).toBeInTheDocument();
    unmount();
    await render({ [PATH]: { ...month, budgetsOn: '2026-10-31' } });
    expect(
      await screen.findByText(
        'as they were at the end of 2026-10-31, least left first',
      ),
    ).toBeInTheDocument();
    expect(screen.getByText('Stood')).toBeInTheDocument();
  });

  it('tells levels, budgets, incidents, cost, unmanaged changes and what to do', async () => {
    const { container } = await render({ [PATH]: month });
    expect(
      await screen.findByText('2026-10-01 to 2026-10-31, UTC'),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('heading', { name: 'Month of finance-data' }),
    ).toBeInTheDocument();
    const row = (name: string) =>
      within(screen.getByRole('table', { name })).getAllByRole('row')[1];
    expect(row('Levels')).toHaveTextContent(
      'Production readinessnot knownsilver6 gold · 12 silver · 3 bronze · 1 no level0 up, 1 down',
    );
    expect(row('Error budgets')).toHaveTextContent('−50 %');
    expect(row('Incidents')).toHaveTextContent('still open');
    expect(row('Unmanaged changes')).toHaveTextContent('The DAG changed');
    expect(row('What would move it up')).toHaveTextContent('Runbook');
    expect(
      screen.getByRole('group', { name: 'computing cost' }),
    ).toHaveTextContent('1,234.5 USD');
    expect(await accessibilityProblems(container)).toEqual([]);
  });

  it('prints with one click', async () => {
    const print = jest.spyOn(window, 'print').mockImplementation(() => {});
    const { user } = await render({ [PATH]: month });
    await screen.findByText(/2026-10-31/);
    await user.click(screen.getByRole('button', { name: 'Print' }));
    expect(print).toHaveBeenCalledTimes(1);
    print.mockRestore();
  });

  it('says what there was none of, and that the month is not over', async () => {
    await render({
      [PATH]: {
        ...month,
        isOver: false,
        scorecards: [],
        budgets: [],
        incidents: [],
        cost: undefined,
        unmanagedChanges: [],
        exemptions: [],
        toDo: [],
      },
    });
    expect(
      await screen.findByText(/the month is not over/),
    ).toBeInTheDocument();
    for (const text of [
      'Nothing is promised.',
      'None was in force.',
      'No cost was read of its pipelines in this month.',
    ]) {
      expect(screen.getByText(text)).toBeInTheDocument();
    }
    expect(screen.getAllByText('There was none.')).toHaveLength(2);
  });

  it('asks for an owner', async () => {
    const { user, lastRequest } = await render(
      { [PATH]: month },
      '?month=2026-10',
    );
    expect(await screen.findByText('Choose an owner')).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Print' })).toBeDisabled();
    await user.click(screen.getByRole('combobox', { name: /Owner/ }));
    await user.click(
      await screen.findByRole('option', { name: 'finance-data' }),
    );
    await screen.findByText(/2026-10-31/);
    expect(lastRequest(PATH)).toBeDefined();
  });

  it('says what failed, and tries again', async () => {
    const answers: Answers = { [PATH]: new Refusal(403, 'locked') };
    const { user } = await render(answers);
    expect(await screen.findByText(/locked/)).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText(/locked/)).toBeInTheDocument();
  });
});
