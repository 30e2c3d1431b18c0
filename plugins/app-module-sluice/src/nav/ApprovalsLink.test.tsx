import { act, screen } from '@testing-library/react';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { discoveryApiRef, fetchApiRef } from '@backstage/frontend-plugin-api';
import { signalApiRef } from '@backstage/plugin-signals-react';
import { ApprovalsLink } from './ApprovalsLink';

async function render(answer: { items: object[] } | undefined) {
  const current = { answer };
  const listeners = new Set<(message: any) => void>();
  await renderInTestApp(
    <ApprovalsLink to="/pipelines/approvals" title="Approvals" isCurrent />,
    {
      apis: [
        [
          discoveryApiRef,
          { getBaseUrl: async () => 'http://backend/api/pipelines' },
        ],
        [
          fetchApiRef,
          {
            fetch: async () =>
              new Response(JSON.stringify(current.answer ?? {}), {
                status: current.answer ? 200 : 403,
                headers: { 'content-type': 'application/json' },
              }),
          },
        ],
        [
          signalApiRef,
          {
            subscribe: (_: string, listener: (message: any) => void) => {
              listeners.add(listener);
              return { unsubscribe: () => void listeners.delete(listener) };
            },
          },
        ],
      ] as any,
    },
  );
  return {
    current,
    signal: () =>
      act(async () =>
        listeners.forEach(listener =>
          listener({ topic: 'approvals', ids: [] }),
        ),
      ),
  };
}

describe('ApprovalsLink', () => {
  it('says how many wait for the reader, and hears of more', async () => {
    const { current, signal } = await render({ items: [{}, {}] });
    expect(
      await screen.findByLabelText('2 wait for your decision'),
    ).toBeVisible();
    current.answer = { items: [{}, {}, {}] };
    await signal();
    expect(
      await screen.findByLabelText('3 wait for your decision'),
    ).toBeVisible();
  });

  it('shows no number to whoever may not see approvals', async () => {
    await render(undefined);
    expect(
      await screen.findByRole('link', { name: 'Approvals' }),
    ).toHaveTextContent(/^Approvals$/);
  });
});
