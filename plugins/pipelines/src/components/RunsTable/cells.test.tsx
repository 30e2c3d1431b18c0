import { render, screen } from '@testing-library/react';
import { VersionCell } from './cells';

describe('VersionCell', () => {
  it('shortens a commit as git does, and keeps it for who points at it', () => {
    const commit = '17bc82e3b9a0d4c5f6e718293a4b5c6d7e8f9012';
    render(<VersionCell version={commit} />);
    expect(screen.getByText('17bc82e')).toHaveAttribute('title', commit);
  });

  it('leaves other versions as they are', () => {
    render(<VersionCell version="2026.11.21-rc1" />);
    expect(screen.getByText('2026.11.21-rc1')).toBeInTheDocument();
  });
});
