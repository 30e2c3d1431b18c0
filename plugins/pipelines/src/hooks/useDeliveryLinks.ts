import { useMemo } from 'react';
import {
  approvalsRouteRef,
  promotionsRouteRef,
  releasesRouteRef,
} from '../routes';
import { useRoutePath } from './useRoutePath';

/** Addresses of what moves, and of what is decided on. @internal */
export function useDeliveryLinks() {
  const approvals = useRoutePath(approvalsRouteRef, '/pipelines/approvals');
  const promotions = useRoutePath(promotionsRouteRef, '/pipelines/promotions');
  const releases = useRoutePath(releasesRouteRef, '/pipelines/releases');
  return useMemo(
    () => ({
      board: releases,
      release: (id: number) => `${releases}/${id}`,
      promotion: (id: number) => `${promotions}/${id}`,
      approval: (id: number) => `${approvals}/${id}?view=all`,
    }),
    [approvals, promotions, releases],
  );
}
