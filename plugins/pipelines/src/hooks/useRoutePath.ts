import { type RouteRef, useRouteRef } from '@backstage/core-plugin-api';

/**
 * The path of a page of ours, or where it usually stands: an app may show the parts of a pipeline without mounting all of our pages,
 * and a link that leads nowhere is better than a page that can't be shown.
 *
 * @internal
 */
export function useRoutePath(
  routeRef: RouteRef<undefined>,
  usual: string,
): string {
  try {
    return useRouteRef(routeRef)();
  } catch {
    return usual;
  }
}
