import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { AuthService } from '@backstage/backend-plugin-api';
import type { ClientOf } from '../api/clientOf';
import type { Links } from '../api/links';
import type { ScaffolderConfig } from '../config';

/** What actions need; each takes its part. @internal */
export type ActionOptions = {
  auth: AuthService;
  catalog: CatalogService;
  clientOf: ClientOf;
  config: ScaffolderConfig;
  links: Links;
};
