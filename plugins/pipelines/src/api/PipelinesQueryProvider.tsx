import type { ReactElement, ReactNode } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import { QueryClientProvider } from '@tanstack/react-query';
import { useSignalRefetch } from '../hooks/useSignalRefetch';
import { pipelinesApiRef } from './pipelinesApi';
import { queryClientFor } from './queryClient';

function SignalRefetch() {
  useSignalRefetch();
  return null;
}

/**
 * Gives what is inside the plugin's query cache and keeps it live: on signals, on focus and every minute.
 *
 * @internal
 */
export function PipelinesQueryProvider(props: { children: ReactNode }) {
  const client = queryClientFor(useApi(pipelinesApiRef));
  return (
    <QueryClientProvider client={client}>
      <SignalRefetch />
      {props.children}
    </QueryClientProvider>
  );
}

/**
 * Wraps what an extension's loader returns, so that its hooks can query.
 *
 * @example
 * ```tsx
 * loader: () =>
 *   import('../components/RunsPage').then(m => withPipelinesQueries(<m.RunsPage />)),
 * ```
 *
 * @internal
 */
export function withPipelinesQueries(element: ReactElement): JSX.Element {
  return <PipelinesQueryProvider>{element}</PipelinesQueryProvider>;
}
