import {
  JsonClient,
  JsonClientError,
  type SchemaVersion,
} from '@sluice/plugin-pipelines-node';
import { z } from 'zod';
import type { SchemaRegistry } from './config';

/** What a registry answers and takes. Confluent's and Apicurio's ccompat both take it. */
const MEDIA_TYPE = 'application/vnd.schemaregistry.v1+json';
/** `Subject '…' does not have subject-level compatibility configured`. */
const NO_OWN_LEVEL = 40408;

const levelBody = z.object({
  compatibilityLevel: z.string().optional(),
  // What a PUT answers, and what old versions said.
  compatibility: z.string().optional(),
});
const versionBody = z.object({
  version: z.number().int().positive(),
  id: z.number().int(),
  schema: z.string(),
  // Left out for Avro.
  schemaType: z.string().default('AVRO'),
  references: z
    .array(
      z.object({ name: z.string(), subject: z.string(), version: z.number() }),
    )
    .nullish(),
  // Since Confluent Platform 7.9: milliseconds since 1970.
  ts: z.number().positive().optional(),
});

/**
 * The requests to one schema registry: Confluent's REST API, which Apicurio, Redpanda and Karapace speak as well
 * (https://docs.confluent.io/platform/current/schema-registry/develop/api.html). All but the check of a schema are GETs; nothing is changed.
 *
 * @internal
 */
export class RegistryApi {
  readonly #client: JsonClient;
  readonly #registry: SchemaRegistry;

  constructor(
    registry: SchemaRegistry,
    options: {
      retry?: Parameters<typeof JsonClient.create>[0]['retry'];
    } = {},
  ) {
    this.#registry = registry;
    this.#client = JsonClient.create({
      ...options,
      title: `Schema registry ${registry.name}`,
      configKey: registry.configKey,
      url: registry.url,
      auth: registry.auth,
      tls: registry.tls,
      accept: `${MEDIA_TYPE}, application/json`,
    });
  }

  async subjects(signal: AbortSignal): Promise<string[]> {
    return this.#get('/subjects', z.array(z.string()), signal);
  }

  /** The level of subjects without one of their own. */
  async level(signal: AbortSignal): Promise<string | undefined> {
    const body = await this.#get('/config', levelBody, signal);
    return body.compatibilityLevel ?? body.compatibility;
  }

  /**
   * The subject's own level.
   *
   * @returns undefined if it has none. Apicurio says `NONE` then, and takes the rule away if somebody sets `NONE`
   */
  async ownLevel(
    subject: string,
    signal: AbortSignal,
  ): Promise<string | undefined> {
    try {
      const path = `/config/${encodeURIComponent(subject)}`;
      const body = await this.#get(path, levelBody, signal);
      const level = body.compatibilityLevel ?? body.compatibility;
      const isNone = this.#registry.product === 'apicurio' && level === 'NONE';
      return isNone ? undefined : level;
    } catch (error) {
      const hasNone =
        error instanceof JsonClientError &&
        error.failure === 'not-found' &&
        (error.code === NO_OWN_LEVEL || error.code === undefined);
      if (hasNone) return undefined;
      throw error;
    }
  }

  /** The numbers of a subject's versions, in order. */
  async versions(subject: string, signal: AbortSignal): Promise<number[]> {
    const numbers = await this.#get(
      `/subjects/${encodeURIComponent(subject)}/versions`,
      z.array(z.number().int()),
      signal,
    );
    return numbers.sort((a, b) => a - b);
  }

  async version(
    subject: string,
    version: number | 'latest',
    signal: AbortSignal,
  ): Promise<SchemaVersion> {
    const body = await this.#get(
      `/subjects/${encodeURIComponent(subject)}/versions/${version}`,
      versionBody,
      signal,
    );
    return {
      version: body.version,
      schemaId: body.id,
      format: body.schemaType,
      schema: body.schema,
      ...(body.references?.length && { references: body.references }),
      ...(body.ts && { registeredAt: new Date(body.ts).toISOString() }),
    };
  }

  /**
   * Whether a schema may follow the newest version of a subject, by its level. Registers nothing.
   *
   * @returns `messages`: why not, as far as the registry says. Apicurio says nothing
   */
  async check(
    subject: string,
    schema: { format: string; schema: string },
    signal: AbortSignal,
  ): Promise<{ isCompatible: boolean; messages: string[] }> {
    const path = `/compatibility/subjects/${encodeURIComponent(
      subject,
    )}/versions/latest?verbose=true`;
    const answer = await this.#client.ask(path, {
      json: { schema: schema.schema, schemaType: schema.format },
      contentType: MEDIA_TYPE,
      signal,
    });
    const body = this.#parse(
      path,
      z.object({
        is_compatible: z.boolean(),
        messages: z.array(z.string()).nullish(),
      }),
      answer,
    );
    return {
      isCompatible: body.is_compatible,
      messages: body.messages ?? [],
    };
  }

  async close(): Promise<void> {
    await this.#client.close();
  }

  async #get<T>(
    path: string,
    shape: z.ZodType<T>,
    signal: AbortSignal,
  ): Promise<T> {
    return this.#parse(path, shape, await this.#client.get(path, { signal }));
  }

  #parse<T>(path: string, shape: z.ZodType<T>, body: unknown): T {
    const parsed = shape.safeParse(body);
    if (parsed.success) return parsed.data;
    const { configKey, name } = this.#registry;
    throw new JsonClientError(
      `Schema registry ${name} answered ${path} with something else than a schema registry does: is ${configKey}.url the base of a Confluent-compatible API?`,
      { failure: 'not-json' },
    );
  }
}
