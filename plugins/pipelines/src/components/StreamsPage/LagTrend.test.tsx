import { screen } from '@testing-library/react';
import { renderPage } from '../../__testUtils__/renderPage';
import { LagCell, LagTrend } from './LagTrend';

const trend = (...values: Array<number | undefined>) =>
  values.map((value, i) => ({
    at: new Date(Date.UTC(2026, 10, 21, i)).toISOString(),
    value,
  }));

describe('LagTrend', () => {
  it('says in words what it draws, and breaks where nobody knows', async () => {
    await renderPage(
      <LagTrend width={100} trend={trend(0, undefined, 52_000, 41_208)} />,
      { answers: {} },
    );
    const line = screen.getByRole('img', {
      name: 'Messages left to read over 6 hours: from 0 to 41,208, at most 52,000',
    });
    expect(line.getElementsByTagName('polyline')).toHaveLength(2);
  });

  it('tells nothing known from nothing answered yet', async () => {
    await renderPage(
      <>
        <LagTrend width={100} trend={trend(undefined, undefined)} />
        <LagTrend width={100} trend={undefined} />
      </>,
      { answers: {} },
    );
    expect(screen.getAllByTitle('Not known in the last 6 hours')).toHaveLength(
      1,
    );
  });

  it('stands below the messages where there is little room', async () => {
    await renderPage(
      <>
        <LagCell group={{ lag: 1200 }} trend={trend(1200)} />
        <LagCell group={{ lag: undefined }} trend={trend(undefined)} />
      </>,
      { answers: {} },
    );
    expect(screen.getByText('1,200')).toBeVisible();
    expect(screen.getAllByRole('img')).toHaveLength(1);
    expect(screen.getByText('—')).toBeVisible();
  });
});
