import { screen } from '@testing-library/react';
import {
  type Answers,
  Refusal,
  renderPage,
} from '../../__testUtils__/renderPage';
import { CLOSE, pipelineStanding } from '../../__testUtils__/scorecards';
import { StandingDrawer } from './StandingDrawer';

const PATH = '/entities/component/default/finance_close_daily/scorecards';

const render = (answers: Answers) => {
  const onClose = jest.fn();
  return renderPage(
    <StandingDrawer
      entityRef={CLOSE}
      scorecardId="production-readiness"
      check="runbook"
      onClose={onClose}
    />,
    { answers },
  ).then(rendered => ({ ...rendered, onClose }));
};

describe('StandingDrawer', () => {
  it('shows where a pipeline stands, what is missing, and its checks', async () => {
    const { onClose, user } = await render({
      [PATH]: { items: [pipelineStanding()] },
    });
    const drawer = await screen.findByRole('dialog', {
      name: 'Checks of Finance close',
    });
    expect(drawer).toHaveTextContent('75 % of its checks could be measured');
    expect(screen.getByText('For silver')).toBeInTheDocument();
    expect(document.querySelector('[data-check="runbook"]')).toHaveAttribute(
      'open',
    );
    await user.click(screen.getByRole('button', { name: 'Close' }));
    expect(onClose).toHaveBeenCalled();
  });

  it('says that the scorecard isn’t about it', async () => {
    await render({
      [PATH]: { items: [pipelineStanding({ scorecardId: 'sox' })] },
    });
    expect(
      await screen.findByText('This scorecard is not about this pipeline'),
    ).toBeInTheDocument();
  });

  it('says what failed', async () => {
    await render({ [PATH]: new Refusal(403, 'locked') });
    expect(await screen.findByText(/locked/)).toBeInTheDocument();
  });
});
