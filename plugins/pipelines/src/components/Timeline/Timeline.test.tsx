import { render, screen } from '@testing-library/react';
import { Timeline } from './Timeline';

describe('Timeline', () => {
  it('says what happened when, by whom, and shows text as text', () => {
    render(
      <Timeline
        name="Timeline"
        entries={[
          {
            id: 1,
            at: '2026-11-21T04:12:00.000Z',
            what: 'Note',
            by: 'ines',
            text: '<b>asked</b> the vendor',
          },
        ]}
      />,
    );
    const list = screen.getByRole('list', { name: 'Timeline' });
    expect(list).toHaveTextContent('Note, ines<b>asked</b> the vendor');
    expect(list.querySelector('time')).toHaveAttribute(
      'datetime',
      '2026-11-21T04:12:00.000Z',
    );
  });
});
