import { useApi } from '@backstage/core-plugin-api';
import type { FleetQuery } from '@sluice/plugin-pipelines-common';
import { useMutation } from '@tanstack/react-query';
import { DateTime } from 'luxon';
import { pipelinesApiRef } from '../api';
import { saveAs } from './saveAs';

/**
 * Downloads everything that a filter matches as a CSV file. It is fetched with the reader's token, which a plain link
 * could not carry.
 *
 * @internal
 */
export function useFleetCsv() {
  const api = useApi(pipelinesApiRef);
  return useMutation({
    mutationFn: async (query: FleetQuery) => {
      // The file is not paged.
      const { limit: _limit, cursor: _cursor, ...filter } = query;
      const { data } = await api.GET('/fleet.csv', {
        params: { query: filter },
        parseAs: 'blob',
      });
      saveAs(
        data as unknown as Blob,
        `fleet-${DateTime.now().toISODate()}.csv`,
      );
    },
  });
}
