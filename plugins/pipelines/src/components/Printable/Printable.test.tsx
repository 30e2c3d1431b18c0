import { render, screen } from '@testing-library/react';
import { Printable } from './Printable';

describe('Printable', () => {
  it('shows what is inside', () => {
    render(<Printable>page</Printable>);
    expect(screen.getByText('page')).toBeInTheDocument();
  });
});
