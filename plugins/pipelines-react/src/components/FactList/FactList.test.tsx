import { render, screen } from '@testing-library/react';
import { FactList } from './FactList';

describe('FactList', () => {
  it('shows the facts that there are, and no others', () => {
    render(
      <FactList
        facts={[
          { name: 'Owner', value: 'finance-data' },
          { name: 'Version', value: undefined },
        ]}
      />,
    );
    expect(screen.getByText('Owner')).toBeInTheDocument();
    expect(screen.getByText('finance-data')).toBeInTheDocument();
    expect(screen.queryByText('Version')).not.toBeInTheDocument();
  });
});
