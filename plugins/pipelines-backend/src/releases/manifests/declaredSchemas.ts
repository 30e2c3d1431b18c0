import type { JsonObject } from '@backstage/types';
import type { DeclaredSchema } from '../DeclaredSchemaStore';
import { readManifests } from './manifests';
import { schemaFingerprint } from './schemaFingerprint';

/** Names of subjects that can be kept: that of a topic, and of a record. */
const MAX_SUBJECT = 512;

/** The schemas that the manifests of a release declare, as far as they are as documented. @internal */
export function declaredSchemas({ schemas }: JsonObject): DeclaredSchema[] {
  // Not the other manifests: that of a dbt project may have megabytes.
  const { known } = readManifests(schemas === undefined ? {} : { schemas });
  return Object.entries(known.schemas ?? {})
    .filter(([subject]) => subject.length <= MAX_SUBJECT)
    .map(([subject, schema]) => ({
      subject,
      fingerprint: schemaFingerprint(schema),
    }));
}
