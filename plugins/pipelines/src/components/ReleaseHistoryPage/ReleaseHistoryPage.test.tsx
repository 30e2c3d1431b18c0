import { screen, within } from '@testing-library/react';
import { accessibilityProblems } from '../../__testUtils__/axe';
import { historyItem, releaseRef } from '../../__testUtils__/promotions';
import { Refusal, renderPage } from '../../__testUtils__/renderPage';
import { ReleaseHistoryPage } from './ReleaseHistoryPage';

const entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'finance_daily_close', namespace: 'default' },
  spec: { type: 'airflow-dag' },
};
const PATH = '/entities/component/default/finance_daily_close/releases';
const render = (answer: unknown) =>
  renderPage(<ReleaseHistoryPage entity={entity} />, {
    answers: {
      [PATH]: answer,
      '/environments': { items: [{ name: 'staging' }, { name: 'prod' }] },
    },
  });
const hoursAgo = (hours: number) =>
  new Date(Date.now() - hours * 3600_000).toISOString();

describe('ReleaseHistoryPage', () => {
  it('draws what ran where, and says the same as a table', async () => {
    const { container } = await render({
      unit: 'finance_daily_close',
      items: [
        historyItem({ at: hoursAgo(300) }),
        historyItem({
          at: hoursAgo(900),
          until: hoursAgo(300),
          release: releaseRef({ id: 40, label: '2.40.2' }),
          origin: 'record',
          promotionId: undefined,
          kind: undefined,
          state: undefined,
        }),
      ],
    });
    expect(
      await screen.findByRole('img', {
        name: 'Releases by environment over time',
      }),
    ).toHaveTextContent('2.40.2');
    const [first, second] = within(
      screen.getByRole('table', { name: 'What ran where' }),
    )
      .getAllByRole('row')
      .slice(1);
    expect(first).toHaveTextContent('nowprod2.41.0promotion Succeeded');
    expect(
      within(first).getByRole('link', { name: 'promotion' }),
    ).toHaveAttribute('href', '/pipelines/promotions/7');
    expect(second).toHaveTextContent('2.40.2recorded by CI');
    expect(await accessibilityProblems(container)).toEqual([]);
  });

  it('says that there is none, and what went wrong', async () => {
    const first = await render({ unit: 'x', items: [] });
    expect(
      await screen.findByText('No release is on record for these days.'),
    ).toBeVisible();
    first.unmount();
    await render(new Refusal(500, 'locked'));
    expect(
      await screen.findByText("The history couldn't be loaded"),
    ).toBeVisible();
  });
});
