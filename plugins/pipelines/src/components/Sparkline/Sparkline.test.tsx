import { render, screen } from '@testing-library/react';
import { Sparkline } from './Sparkline';

describe('Sparkline', () => {
  it('says in words what it draws, and leaves gaps', () => {
    render(
      <Sparkline
        label="from 40 % to 80 %"
        min={0}
        max={1}
        values={[
          { at: '2026-11-01', value: 0.4 },
          { at: '2026-11-02', value: undefined },
          { at: '2026-11-03', value: 0.8 },
        ]}
      />,
    );
    const image = screen.getByRole('img', { name: 'from 40 % to 80 %' });
    expect(image.getElementsByTagName('polyline')).toHaveLength(2);
  });
});
