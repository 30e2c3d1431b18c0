import { render, screen } from '@testing-library/react';
import { GLYPH_CHARACTERS, type Glyph } from '../../statusLook';
import { StatusGlyph } from './StatusGlyph';

describe('StatusGlyph', () => {
  it('draws every shape differently', () => {
    const drawings = (Object.keys(GLYPH_CHARACTERS) as Glyph[]).map(glyph => {
      const { container, unmount } = render(<StatusGlyph glyph={glyph} />);
      const drawing = container.querySelector('svg')!.innerHTML;
      unmount();
      return drawing;
    });
    expect(new Set(drawings).size).toBe(drawings.length);
  });

  it('has a name where it stands alone, and is skipped where a word stands beside it', () => {
    const { rerender } = render(<StatusGlyph glyph="disc" label="OK" />);
    expect(screen.getByRole('img', { name: 'OK' })).toBeInTheDocument();
    rerender(<StatusGlyph glyph="disc" />);
    expect(screen.queryByRole('img')).not.toBeInTheDocument();
  });
});
