import { mockServices } from '@backstage/backend-test-utils';
import type { createPortal } from '../../__testUtils__/createPortal';
import { createReleases } from '../createReleases';

/** The releases of a portal, with its own catalog. */
export function startReleases(
  portal: Awaited<ReturnType<typeof createPortal>>,
  options: { artifactDirectory?: string } = {},
) {
  return createReleases({
    database: portal.database,
    fleet: portal.fleet,
    catalog: portal.catalog,
    auth: mockServices.auth(),
    ledger: portal.ledger.service,
    environments: ['staging', 'prod'],
    config: { artifactDirectory: options.artifactDirectory },
  });
}
