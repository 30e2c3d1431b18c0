import { screen } from '@testing-library/react';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { StaleNote } from './StaleNote';

const threeHoursAgo = new Date(Date.now() - 3 * 3600 * 1000).toISOString();

describe('StaleNote', () => {
  it.each([
    ['says how old it is', threeHoursAgo, undefined, 'Last read 3 h ago'],
    ['says that it was never read', undefined, undefined, 'Never read'],
    [
      'says why it is old',
      threeHoursAgo,
      new Error('gone'),
      "Shown as of 3 h ago: it couldn't be refreshed (gone)",
    ],
  ])('%s', async (_, observedAt, error, words) => {
    await renderInTestApp(<StaleNote observedAt={observedAt} error={error} />);
    expect(await screen.findByText(words)).toBeInTheDocument();
  });
});
