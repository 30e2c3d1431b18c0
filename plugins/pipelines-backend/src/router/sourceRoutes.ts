import {
  type DiscoveredDefinition,
  type Source,
  SOURCE_STATUSES,
  sourceReadPermission,
} from '@sluice/plugin-pipelines-common';
import type { Router } from 'express';
import type { ObservationService, ObservedSource } from '../observations';
import { decodeCursor, encodeCursor } from '../paging/cursor';
import type { RouterOptions } from './createRouter';

/** What needs a human first. */
const URGENCY: readonly string[] = [
  'failing',
  'stale',
  'pending',
  'healthy',
] satisfies Array<(typeof SOURCE_STATUSES)[number]>;

/** Collectors, environments, and what sources found. @internal */
export function addSourceRoutes(router: Router, options: RouterOptions): void {
  const { authorize, observations, environments } = options;

  router.get('/environments', async (req, res) => {
    await authorize(req, sourceReadPermission);
    res.json({ items: environments });
  });

  router.get('/sources', async (req, res) => {
    await authorize(req, sourceReadPermission);
    const sources = await observations.sources();
    const items = sources
      .map(apiSource)
      .sort((a, b) => URGENCY.indexOf(a.status) - URGENCY.indexOf(b.status));
    res.json({ items });
  });

  router.get('/definitions', async (req, res) => {
    await authorize(req, sourceReadPermission);
    const cursor = req.query.cursor as string | undefined;
    const limit = Number(req.query.limit ?? 500);
    const afterId = cursor
      ? (decodeCursor(cursor, 'definitions', ['number'])[0] as number)
      : 0;
    const found = await observations.undeclared({ afterId, limit: limit + 1 });
    const page = found.slice(0, limit);
    const names = environments.map(e => e.name);
    res.json({
      items: page.flatMap(
        each => discoveredDefinition(each, names, observations) ?? [],
      ),
      nextCursor:
        found.length > limit
          ? encodeCursor('definitions', [page[page.length - 1].id])
          : undefined,
    });
  });
}

function apiSource(source: ObservedSource): Source {
  return {
    id: source.id,
    technology: source.technology,
    title: source.title,
    environment: source.environment,
    version: source.version ?? undefined,
    demo: source.demo,
    status: source.health.status,
    lastAttemptAt: source.lastAttemptAt ?? undefined,
    lastSuccessAt: source.lastSuccessAt ?? undefined,
    lastDurationSeconds:
      source.lastDurationMs === null ? undefined : source.lastDurationMs / 1000,
    rows: source.rows,
    intervalSeconds: source.intervalSeconds,
    nextAttemptAt: source.nextAttemptAt ?? undefined,
    consecutiveErrors: source.consecutiveErrors,
    message: source.message ?? undefined,
    pipelines: source.pipelines,
    issues: [...source.issues, ...source.readingIssues],
  };
}

/** What is said of it closest to production counts. */
function discoveredDefinition(
  found: Awaited<ReturnType<ObservationService['undeclared']>>[number],
  environments: string[],
  observations: ObservationService,
): DiscoveredDefinition | undefined {
  const sightings = [...found.sightings].sort(
    (a, b) =>
      environments.indexOf(a.environment) - environments.indexOf(b.environment),
  );
  const definition = sightings.at(-1)?.definition;
  if (!definition) return undefined;
  const sources = sightings.map(s => s.sourceId);
  return {
    ...definition,
    technology: found.technology,
    externalId: found.externalId,
    environments: [...new Set(sightings.map(s => s.environment))],
    sources,
    demo: sources.every(id => observations.source(id)?.demo),
  };
}
