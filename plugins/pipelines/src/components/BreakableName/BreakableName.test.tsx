import { render, screen } from '@testing-library/react';
import { BreakableName } from './BreakableName';

describe('BreakableName', () => {
  it('may break after what separates words, and reads as one name', () => {
    const { container } = render(
      <BreakableName>payments_settlement-ingest</BreakableName>,
    );
    expect(screen.getByText('payments_settlement-ingest')).toBeInTheDocument();
    expect(container.querySelectorAll('wbr')).toHaveLength(2);
  });

  it('leaves a name of one word alone', () => {
    const { container } = render(<BreakableName>orders</BreakableName>);
    expect(container.querySelector('wbr')).toBeNull();
  });
});
