import { parseEntityRef } from '@backstage/catalog-model';

/** The path parameters of the API for an entity ref. @internal */
export function entityPath(entityRef: string): {
  kind: string;
  namespace: string;
  name: string;
} {
  const { kind, namespace, name } = parseEntityRef(entityRef);
  return { kind, namespace, name };
}
