import { screen, waitFor } from '@testing-library/react';
import type { SloDecision } from '@sluice/plugin-pipelines-common';
import { accessibilityProblems } from '../../__testUtils__/axe';
import { Refusal, renderPage } from '../../__testUtils__/renderPage';
import { ENTITY, slo } from '../../__testUtils__/slo';
import { DecisionsPanel, LoosenedNote, ProposeDialog } from '.';

const decision = (changes: Partial<SloDecision> = {}): SloDecision => ({
  id: 3,
  kind: 'exclusion',
  from: '2026-11-20T05:00:00.000Z',
  to: '2026-11-21T05:00:00.000Z',
  reason: 'The data centre was down',
  decidedBy: 'user:default/priya',
  decidedAt: '2026-11-21T09:00:00.000Z',
  status: 'proposed',
  ...changes,
});

const panel = (
  decisions: SloDecision[] | Refusal,
  options: { isAllowed?: boolean; answers?: Record<string, unknown> } = {},
) =>
  renderPage(
    <DecisionsPanel
      slo={slo()}
      // What is allowed is remembered for a moment, by what it is about.
      entityRef={options.isAllowed === false ? `${ENTITY}-other` : ENTITY}
      onPropose={() => {}}
    />,
    {
      answers: {
        '/slos/7/decisions':
          decisions instanceof Refusal ? decisions : { items: decisions },
        ...options.answers,
      },
      isAllowed: options.isAllowed,
    },
  );

describe('DecisionsPanel', () => {
  it('lets a second person confirm what waits, and says who has to', async () => {
    const confirmed = jest.fn(() => decision({ status: 'confirmed' }));
    const { container, user } = await panel([decision()], {
      answers: { '/slos/7/decisions/3/confirm': confirmed },
    });
    expect(
      await screen.findByText('Waits for a second person: that can be you.'),
    ).toBeInTheDocument();
    expect(screen.getByText(/proposed by priya/)).toBeInTheDocument();
    expect(await accessibilityProblems(container)).toEqual([]);
    await user.click(screen.getByRole('button', { name: 'Confirm' }));
    await waitFor(() => expect(confirmed).toHaveBeenCalledTimes(1));
  });

  it('does not let one person do both, and keeps what is withdrawn on record', async () => {
    await panel([
      decision({ decidedBy: 'user:default/ines' }),
      decision({
        id: 2,
        status: 'withdrawn',
        reason: 'It was a mistake',
        withdrawnBy: 'user:default/ines',
        withdrawnAt: '2026-11-21T10:00:00.000Z',
      }),
    ]);
    expect(
      await screen.findByText(/a second person has to confirm it/),
    ).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: 'Confirm' })).toBeNull();
    expect(screen.getAllByRole('button', { name: 'Withdraw' })).toHaveLength(1);
    expect(screen.getByText(/withdrawn by ines/)).toBeInTheDocument();
  });

  it('says which permission those lack who may not decide', async () => {
    await panel([decision()], { isAllowed: false });
    expect(
      await screen.findByText(/you need the permission pipelines.slo.decide/),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('button', { name: 'Propose a decision' }),
    ).toBeDisabled();
    expect(screen.queryByRole('button', { name: 'Withdraw' })).toBeNull();
  });

  it('says what the backend refused, and when decisions can not be loaded', async () => {
    const { user } = await panel([decision()], {
      answers: {
        '/slos/7/decisions/3/withdraw': new Refusal(409, 'Withdrawn already'),
      },
    });
    await user.click(await screen.findByRole('button', { name: 'Withdraw' }));
    expect(await screen.findByText(/Withdrawn already/)).toBeInTheDocument();
  });
});

describe('ProposeDialog', () => {
  const dialog = (
    answer: unknown,
    changes: Parameters<typeof slo>[0] = {},
    onClose = jest.fn(),
  ) =>
    renderPage(
      <ProposeDialog
        slo={slo(changes)}
        period={{ from: '2026-11-20T00:00', to: '2026-11-21T00:00' }}
        onClose={onClose}
      />,
      { answers: { '/slos/7/decisions': answer } },
    );

  it('says beside each field what is wrong, and proposes in the zone of the promise', async () => {
    const proposed = jest.fn((..._: unknown[]) => decision());
    const onClose = jest.fn();
    const { user } = await dialog(proposed, {}, onClose);
    expect(await accessibilityProblems(document.body)).toEqual([]);
    await user.click(screen.getByRole('button', { name: 'Propose' }));
    const reason = screen.getByLabelText(/Reason/);
    expect(reason).toHaveAccessibleDescription('Write at least 10 characters');
    expect(proposed).not.toHaveBeenCalled();

    await user.type(reason, 'The data centre was down');
    await user.click(screen.getByRole('radio', { name: /Quarantine/ }));
    await user.click(screen.getByRole('button', { name: 'Propose' }));
    await waitFor(() => expect(onClose).toHaveBeenCalled());
    expect(proposed.mock.lastCall![1]).toEqual({
      kind: 'quarantine',
      from: '2026-11-20T05:00:00.000Z',
      to: '2026-11-21T05:00:00.000Z',
      reason: 'The data centre was down',
    });
  });

  it('has no quarantine where there are no intervals', async () => {
    await dialog(decision(), { kind: 'freshness' });
    expect(screen.getByRole('radio', { name: /Quarantine/ })).toBeDisabled();
    expect(screen.getByText(/not judged by intervals/)).toBeInTheDocument();
  });
});

describe('LoosenedNote', () => {
  it('shows the figures of both promises', async () => {
    const { budget } = slo();
    await renderPage(
      <LoosenedNote
        slo={slo({
          target: 80,
          loosened: {
            decisionId: 3,
            since: '2026-11-20T09:00:00.000Z',
            before: { target: 95 },
            budget: { ...budget!, good: 16, bad: 4, missesLeft: -3 },
            forgiven: 2,
          },
        })}
      />,
      { answers: {} },
    );
    expect(screen.getByText('Loosened, not confirmed')).toBeInTheDocument();
    expect(
      screen.getByText('As it is now: target 80 %, 2 of 20 bad, -1 left'),
    ).toBeInTheDocument();
    expect(
      screen.getByText('As it was: target 95 %, 4 of 20 bad, -3 left'),
    ).toBeInTheDocument();
    expect(screen.getByText(/2 are good by the looser/)).toBeInTheDocument();
  });
});
