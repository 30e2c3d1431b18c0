import { screen, within } from '@testing-library/react';
import { renderPage } from '../../__testUtils__/renderPage';
import { FINANCE, toDo } from '../../__testUtils__/scorecards';
import { ToDoTable } from './ToDoTable';

describe('ToDoTable', () => {
  it('says what to do, what it takes and what it moves, and leads to the pipelines', async () => {
    await renderPage(
      <ToDoTable
        owner={FINANCE}
        toDo={[
          toDo(),
          toDo({
            check: 'drill',
            title: 'Rollback drilled',
            effort: 'days',
            movesUp: 0,
            runbook: undefined,
          }),
        ]}
      />,
      { answers: {} },
    );
    const [, first, second] = screen.getAllByRole('row');
    expect(first).toHaveTextContent(
      'hours1 pipelinealone keeps 1 pipeline from silver',
    );
    expect(second).toHaveTextContent('days1 pipelineone of several for silver');
    expect(
      within(first).getByRole('link', { name: 'Runbook' }),
    ).toHaveAttribute(
      'href',
      `/pipelines/scorecards?${new URLSearchParams([
        ['scorecard', 'production-readiness'],
        ['rows', 'pipelines'],
        ['owner', FINANCE],
        ['check', 'runbook'],
        ['state', 'failed'],
        ['state', 'unknown'],
      ])}`,
    );
  });

  it('leaves out more than there is room for', async () => {
    await renderPage(
      <ToDoTable
        owner={FINANCE}
        most={1}
        toDo={[toDo(), toDo({ check: 'drill' })]}
      />,
      { answers: {} },
    );
    expect(screen.getAllByRole('row')).toHaveLength(2);
  });
});
