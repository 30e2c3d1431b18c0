import {
  JsonClientError,
  type SchemaCheck,
} from '@sluice/plugin-pipelines-node';
import type { RegistryApi } from './RegistryApi';

/**
 * Asks a registry whether a schema may follow what is registered under a subject. Registers nothing.
 *
 * @param asked - `format`: `AVRO`, `JSON` or `PROTOBUF`, in letters of any case
 * @throws JsonClientError if the registry can't be asked
 * @internal
 */
export async function checkSchema(
  api: RegistryApi,
  subject: string,
  asked: { format: string; schema: string },
  signal: AbortSignal,
): Promise<SchemaCheck> {
  const schema = { ...asked, format: asked.format.toLocaleUpperCase('en-US') };
  try {
    // Apicurio calls everything compatible with a subject that isn't there.
    const versions = await api.versions(subject, signal);
    const level =
      (await api.ownLevel(subject, signal)) ?? (await api.level(signal));
    if (versions.length === 0) return { level, state: 'new', reasons: [] };
    const { isCompatible, messages } = await api.check(subject, schema, signal);
    return isCompatible
      ? { level, state: 'compatible', reasons: [] }
      : { level, state: 'incompatible', reasons: messages };
  } catch (error) {
    if (!(error instanceof JsonClientError)) throw error;
    if (error.failure === 'not-found') return { state: 'new', reasons: [] };
    // 422: it can't even be read as what it says it is.
    if (error.status === 422) {
      return { state: 'incompatible', reasons: [error.message] };
    }
    throw error;
  }
}
