import { render, screen } from '@testing-library/react';
import { EmptyState } from './EmptyState';

describe('EmptyState', () => {
  it('says what is missing and what to do', () => {
    render(
      <EmptyState
        title="No runs match"
        description="Take a filter away."
        action={<button>Clear filters</button>}
      />,
    );
    expect(screen.getByText('No runs match')).toBeInTheDocument();
    expect(screen.getByText('Take a filter away.')).toBeInTheDocument();
    expect(
      screen.getByRole('button', { name: 'Clear filters' }),
    ).toBeInTheDocument();
  });
});
