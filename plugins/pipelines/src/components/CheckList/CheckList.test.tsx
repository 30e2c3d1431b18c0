import { screen, within } from '@testing-library/react';
import { renderPage } from '../../__testUtils__/renderPage';
import {
  exemption,
  outcome,
  pipelineStanding,
} from '../../__testUtils__/scorecards';
import { CheckList } from './CheckList';

const EXEMPT = {
  id: 3,
  state: 'active' as const,
  until: new Date(Date.now() + 20 * 86_400_000).toISOString(),
  approvalId: 41,
};

const of = (check: string) =>
  within(document.querySelector<HTMLElement>(`[data-check="${check}"]`)!);

describe('CheckList', () => {
  it('lists checks by level with the number, and opens the one that is asked for', async () => {
    await renderPage(
      <CheckList standing={pipelineStanding()} openCheck="runbook" />,
      { answers: {} },
    );
    expect(screen.getAllByRole('region', { name: /^Checks of/ })).toHaveLength(
      2,
    );
    const runbook = document.querySelector('[data-check="runbook"]')!;
    expect(runbook).toHaveAttribute('open');
    expect(runbook).toHaveTextContent('42 % needs ≥ 80 %');
    expect(document.querySelector('[data-check="owner"]')).not.toHaveAttribute(
      'open',
    );
    // Evidence is others' text.
    expect(
      of('runbook').getByText('No <b>owner</b> of the file'),
    ).toBeInTheDocument();
    expect(of('budget').getAllByText(/no SLO is defined/)).not.toHaveLength(0);
  });

  it('offers an exemption of what isn’t passed, where the reader may ask', async () => {
    const { user } = await renderPage(
      <CheckList
        standing={pipelineStanding({
          checks: [
            outcome(),
            outcome({ check: 'owner', state: 'passed' }),
            outcome({ check: 'drill', canRequestExemption: false }),
          ],
        })}
        openCheck="runbook"
      />,
      { answers: {} },
    );
    expect(
      screen.getAllByRole('button', {
        name: 'Request an exemption',
        hidden: true,
      }),
    ).toHaveLength(1);
    await user.click(
      of('runbook').getByRole('button', { name: 'Request an exemption' }),
    );
    expect(
      screen.getByRole('dialog', { name: 'Request an exemption' }),
    ).toBeInTheDocument();
  });

  it('says why, who asked and who agreed beside what is exempt', async () => {
    await renderPage(
      <CheckList
        standing={pipelineStanding({
          checks: [outcome({ state: 'exempt', exemption: EXEMPT })],
        })}
        openCheck="runbook"
      />,
      { answers: { '/exemptions': { items: [exemption()] } } },
    );
    expect(
      await of('runbook').findByText(/approved by fay\.okafor/),
    ).toBeInTheDocument();
    expect(of('runbook').getByText(/^Exempt until/)).toBeInTheDocument();
    expect(
      of('runbook').getByRole('link', { name: 'Show its approval' }),
    ).toHaveAttribute('href', '/pipelines/approvals/41');
  });
});
