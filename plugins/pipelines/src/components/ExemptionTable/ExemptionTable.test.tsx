import { screen, within } from '@testing-library/react';
import { renderPage } from '../../__testUtils__/renderPage';
import { exemption } from '../../__testUtils__/scorecards';
import { ExemptionTable } from './ExemptionTable';

const STATES = [
  ['requested', 'Waits for approval'],
  ['active', 'In force'],
  ['expired', 'Expired'],
  ['refused', 'Refused'],
  ['ended', 'Taken back'],
] as const;

describe('ExemptionTable', () => {
  it('shows each state in words, and leads to the decision', async () => {
    await renderPage(
      <ExemptionTable
        exemptions={STATES.map(([state], i) =>
          exemption({ id: i, approvalId: 40 + i, state }),
        )}
      />,
      { answers: {} },
    );
    const [, ...rows] = screen.getAllByRole('row');
    STATES.forEach(([, words], i) => {
      expect(
        within(rows[i]).getByRole('link', { name: words }),
      ).toHaveAttribute('href', `/pipelines/approvals/${40 + i}`);
    });
  });

  it('shows whoever asked and agreed, and reasons as text', async () => {
    await renderPage(
      <ExemptionTable
        exemptions={[exemption({ reason: '<img src=x onerror=alert(1)>' })]}
      />,
      { answers: {} },
    );
    const [, row] = screen.getAllByRole('row');
    expect(row).toHaveTextContent('<img src=x onerror=alert(1)>');
    expect(row).toHaveTextContent('ines.duarte');
    expect(row).toHaveTextContent('fay.okafor');
    expect(screen.queryByRole('img', { hidden: false })).toBeNull();
  });
});
