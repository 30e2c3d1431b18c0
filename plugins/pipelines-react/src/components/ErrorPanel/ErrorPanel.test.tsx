import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { ErrorPanel } from './ErrorPanel';

describe('ErrorPanel', () => {
  it('says what failed and why, and tries again', async () => {
    const onRetry = jest.fn();
    await renderInTestApp(
      <ErrorPanel
        title="The runs couldn't be loaded"
        error={new Error('Request failed with 503 Service Unavailable')}
        onRetry={onRetry}
      />,
    );
    expect(await screen.findByRole('alert')).toHaveTextContent(
      "The runs couldn't be loadedRequest failed with 503 Service Unavailable",
    );
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(onRetry).toHaveBeenCalledTimes(1);
  });

  it('puts what the backend answered before the mere status', async () => {
    const error = new Error('Request failed with 400 Bad Request', {
      cause: new Error('depth has to be between 1 and 4'),
    });
    await renderInTestApp(<ErrorPanel error={error} />);
    expect(await screen.findByRole('alert')).toHaveTextContent(
      /depth has to be between 1 and 4Request failed with 400 Bad Request$/,
    );
  });

  it('has no button where nothing can be tried', async () => {
    await renderInTestApp(<ErrorPanel error={new Error('not allowed')} />);
    expect(await screen.findByRole('alert')).toHaveTextContent('not allowed');
    expect(screen.queryByRole('button')).not.toBeInTheDocument();
  });
});
