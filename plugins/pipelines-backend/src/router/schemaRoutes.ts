import { NotFoundError, ServiceUnavailableError } from '@backstage/errors';
import {
  type SchemaCheckAnswer,
  type SchemaDiff,
  schemaReadPermission,
  type SchemaSubjectDetail,
  type SchemaSubjectPage,
  type SchemasQuery,
} from '@sluice/plugin-pipelines-common';
import type { Router } from 'express';
import {
  apiRegistry,
  apiSchemaDiff,
  apiSchemaVersion,
  apiSubject,
} from './apiSchemas';
import { errorText } from '../observations';
import type { RouterOptions } from './createRouter';

/** A caller waits no longer than this for a registry, in milliseconds. */
const TIMEOUT_MS = 15_000;

/** What schema registries hold. @internal */
export function addSchemaRoutes(router: Router, options: RouterOptions): void {
  const { authorize, lag, observations, schemas } = options;

  const sourcesById = async () =>
    new Map((await observations.sources()).map(each => [each.id, each]));

  const gone = (registry: string, subject: string) =>
    new NotFoundError(
      `There is no subject ${subject} in ${registry}; a new one shows up with its next sweep`,
    );

  /** The topics that a group reads, and where. @throws NotFoundError if there is no such group */
  async function topicsOf(groupId: number | undefined) {
    if (groupId === undefined) return undefined;
    const group = await lag.group(groupId);
    if (!group) {
      throw new NotFoundError(
        `There is no consumer group ${groupId}: it may have been deleted in Kafka`,
      );
    }
    const { environment, sourceId, topics } = group;
    return { cluster: sourceId, environment, topics };
  }

  router.get('/schemas', async (req, res) => {
    await authorize(req, schemaReadPermission);
    const { readBy, text, ...query } = req.query as SchemasQuery;
    const found = await schemas.subjects({
      ...query,
      text: text?.trim() || undefined,
      about: await topicsOf(readBy),
    });
    const sources = await sourcesById();
    const registries = await schemas.registries();
    const page: SchemaSubjectPage = {
      items: found.subjects.map(each =>
        apiSubject(each, sources.get(each.sourceId)),
      ),
      totalItems: found.totalItems,
      registries: registries.flatMap(each => {
        const source = sources.get(each.sourceId);
        return source ? [apiRegistry(each, source)] : [];
      }),
      nextCursor: found.nextCursor,
    };
    res.json(page);
  });

  router.get('/schemas/:registryId/:subject', async (req, res) => {
    await authorize(req, schemaReadPermission);
    const { registryId, subject } = req.params;
    const found = await schemas.subject(registryId, subject);
    if (!found) throw gone(registryId, subject);
    const detail: SchemaSubjectDetail = {
      subject: apiSubject(found.subject, (await sourcesById()).get(registryId)),
      versions: found.versions.map(apiSchemaVersion),
    };
    res.json(detail);
  });

  router.get('/schemas/:registryId/:subject/diff', async (req, res) => {
    await authorize(req, schemaReadPermission);
    const { registryId, subject } = req.params;
    const { from, to } = req.query as unknown as { from: number; to: number };
    const found = await schemas.diff(registryId, subject, {
      from: Number(from),
      to: Number(to),
    });
    if (!found) throw gone(registryId, subject);
    const diff: SchemaDiff = apiSchemaDiff(found);
    res.json(diff);
  });

  router.post('/schemas/:registryId/:subject/check', async (req, res) => {
    await authorize(req, schemaReadPermission);
    const { registryId, subject } = req.params;
    const source = observations.source(registryId);
    if (source?.technology !== 'schema-registry') {
      throw new NotFoundError(`There is no schema registry ${registryId}`);
    }
    if (!source.checkSchema) {
      const unknown: SchemaCheckAnswer = { supported: false, reasons: [] };
      res.json(unknown);
      return;
    }
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    try {
      const found = await source.checkSchema(subject, req.body, { signal });
      const answer: SchemaCheckAnswer = { supported: true, ...found };
      res.json(answer);
    } catch (error) {
      throw new ServiceUnavailableError(
        `${source.title} could not be asked about ${subject}: ${
          signal.aborted
            ? `no answer within ${TIMEOUT_MS / 1000} s`
            : errorText(error)
        }`,
      );
    }
  });
}
