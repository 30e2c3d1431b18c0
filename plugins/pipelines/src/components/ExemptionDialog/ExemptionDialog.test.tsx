import { screen, waitFor } from '@testing-library/react';
import {
  type Answers,
  Refusal,
  renderPage,
} from '../../__testUtils__/renderPage';
import {
  exemption,
  outcome,
  pipelineStanding,
} from '../../__testUtils__/scorecards';
import { ExemptionDialog } from './ExemptionDialog';

const DAY = 86_400_000;

const render = (answers: Answers, exemptionDays?: number) =>
  renderPage(
    <ExemptionDialog
      standing={pipelineStanding({ exemptionDays })}
      outcome={outcome()}
      onClose={jest.fn()}
    />,
    { answers },
  );

describe('ExemptionDialog', () => {
  it('asks for no longer than the policy lets it, and says what that is', async () => {
    const asked: any[] = [];
    const { user } = await render(
      {
        '/exemptions': (_: unknown, body: unknown) => {
          asked.push(body);
          return exemption({ state: 'requested' });
        },
      },
      14,
    );
    expect(
      screen.getByText('Your local time, at most 14 days ahead'),
    ).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Request' }));
    expect(screen.getByText(/^At least 10 characters/)).toBeInTheDocument();
    expect(asked).toEqual([]);
    await user.click(screen.getByRole('textbox', { name: /Reason/ }));
    await user.paste('The vendor mends it');
    await user.click(screen.getByRole('button', { name: 'Request' }));
    expect(await screen.findByText(/^Requested\./)).toBeInTheDocument();
    expect(asked).toMatchObject([
      { check: 'runbook', reason: 'The vendor mends it' },
    ]);
    const until = Date.parse(asked[0].until);
    expect(until).toBeGreaterThan(Date.now() + 13 * DAY);
    expect(until).toBeLessThanOrEqual(Date.now() + 14 * DAY);
    expect(
      screen.getByRole('link', { name: 'Show the request' }),
    ).toHaveAttribute('href', '/pipelines/approvals/41');
  });

  it('says why it was refused', async () => {
    const { user } = await render({
      '/exemptions': new Refusal(409, 'Exemption 3 is asked for already'),
    });
    await user.click(screen.getByRole('textbox', { name: /Reason/ }));
    await user.paste('The vendor mends it');
    await user.click(screen.getByRole('button', { name: 'Request' }));
    await waitFor(() =>
      expect(screen.getByRole('alert')).toHaveTextContent(
        'Exemption 3 is asked for already',
      ),
    );
  });
});
