import { render, screen } from '@testing-library/react';
import App from './App';

describe('App', () => {
  it('starts, as far as sign-in', async () => {
    process.env = {
      NODE_ENV: 'test',
      APP_CONFIG: [
        {
          data: {
            app: { title: 'Test' },
            backend: { baseUrl: 'http://localhost:7007' },
          },
          context: 'test',
        },
      ] as any,
    };
    render(App.createRoot());
    // No package is detected in a test, so it is the app's own sign-in page that comes up.
    expect(
      await screen.findByRole('button', { name: 'Enter' }, { timeout: 40_000 }),
    ).toBeInTheDocument();
    expect(screen.getByRole('heading', { name: 'Test' })).toBeInTheDocument();
  }, 60_000);
});
