import { render, screen } from '@testing-library/react';
import { Instant } from './Instant';
import { Interval } from './Interval';
import { RelativeTime } from './RelativeTime';

describe('RelativeTime and Instant', () => {
  it('say how long ago and when, with the machine-readable instant', () => {
    const instant = new Date(Date.now() - 3 * 3600 * 1000).toISOString();
    render(
      <>
        <RelativeTime instant={instant} />
        <Instant instant="2020-01-02T03:04:05Z" zone="Asia/Tokyo" />
      </>,
    );
    expect(screen.getByText('3 h ago')).toHaveAttribute('datetime', instant);
    expect(screen.getByText('2 Jan 2020 12:04')).toHaveAttribute(
      'title',
      'Thu 2 Jan 2020 12:04:05 Asia/Tokyo (03:04:05 UTC)',
    );
  });

  it('name both ends of a span in full on hover', () => {
    render(
      <Interval
        start="2020-01-02T03:04:05Z"
        end="2020-01-03T03:04:05Z"
        zone="UTC"
      />,
    );
    expect(
      screen.getByText('2 Jan 2020 03:04 – 3 Jan 2020 03:04'),
    ).toHaveAttribute(
      'title',
      'Thu 2 Jan 2020 03:04:05 UTC – Fri 3 Jan 2020 03:04:05 UTC',
    );
  });

  it('have a dash for none', () => {
    render(<RelativeTime instant={undefined} />);
    expect(screen.getByText('—')).toBeInTheDocument();
  });
});
