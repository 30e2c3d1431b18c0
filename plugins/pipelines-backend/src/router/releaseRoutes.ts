import { NotAllowedError } from '@backstage/errors';
import {
  releaseCreateFirstPermission,
  releaseCreatePermission,
  releaseReadPermission,
  type ReleaseDiffQuery,
  type ReleasesQuery,
} from '@sluice/plugin-pipelines-common';
import type { Permission } from '@backstage/plugin-permission-common';
import type { Request, Router } from 'express';
import { callerOf, scopeIfAllowed } from '../authorize';
import type { ReleaseCaller } from '../releases';
import type { RouterOptions } from './createRouter';

/** Releases: CI registers them, and says what it found out and did. @internal */
export function addReleaseRoutes(router: Router, options: RouterOptions): void {
  const { authorize, releases } = options;

  async function caller(
    req: Request,
    permission: Permission,
  ): Promise<ReleaseCaller> {
    const { credentials, scope } = await authorize(req, permission);
    return { actor: callerOf(credentials), units: scope.units };
  }

  router.get('/units', async (req, res) => {
    const by = await caller(req, releaseReadPermission);
    res.json({ items: await releases.service.units(by) });
  });

  router.get('/releases', async (req, res) => {
    const by = await caller(req, releaseReadPermission);
    const { cursor, limit = 50, ...filter } = req.query as ReleasesQuery;
    res.json(
      await releases.service.page(filter, by, { cursor, limit: Number(limit) }),
    );
  });

  /** CI, or whoever may register the first release of what is theirs. */
  async function registrar(req: Request): Promise<ReleaseCaller> {
    try {
      return await caller(req, releaseCreatePermission);
    } catch (error) {
      if (!(error instanceof NotAllowedError)) throw error;
      const access = await scopeIfAllowed(
        authorize,
        req,
        releaseCreateFirstPermission,
      );
      if (!access) throw error;
      const by = await caller(req, releaseCreateFirstPermission);
      return { ...by, onlyFirstOf: access };
    }
  }

  router.post('/releases', async (req, res) => {
    const by = await registrar(req);
    const { isNew, release } = await releases.service.register(
      req.body,
      by,
      req.header('idempotency-key'),
    );
    res.status(isNew ? 201 : 200).json(release);
  });

  router.post('/releases/record', async (req, res) => {
    const by = await caller(req, releaseCreatePermission);
    res.json(await releases.service.record(req.body, by));
  });

  router.get('/releases/:releaseId', async (req, res) => {
    const by = await caller(req, releaseReadPermission);
    res.json(await releases.service.detail(Number(req.params.releaseId), by));
  });

  router.get('/releases/:releaseId/diff', async (req, res) => {
    const by = await caller(req, releaseReadPermission);
    const { id } = await releases.service.find(
      Number(req.params.releaseId),
      by,
    );
    const { base } = req.query as ReleaseDiffQuery;
    if (base === undefined) {
      res.json(await releases.diffs.diff(await releases.diffs.before(id), id));
      return;
    }
    const from =
      base === 'none'
        ? undefined
        : (await releases.service.find(Number(base), by)).id;
    res.json(await releases.diffs.diff(from, id));
  });

  router.post('/releases/:releaseId/retire', async (req, res) => {
    const by = await caller(req, releaseCreatePermission);
    res.json(
      await releases.service.retire(
        Number(req.params.releaseId),
        req.body.reason.trim(),
        by,
      ),
    );
  });

  router.post('/releases/:releaseId/evidence', async (req, res) => {
    const by = await caller(req, releaseCreatePermission);
    const { evidence, isNew } = await releases.evidence.add(
      Number(req.params.releaseId),
      req.body,
      by,
    );
    res.status(isNew ? 201 : 200).json(evidence);
  });

  router.get(
    '/releases/:releaseId/evidence/:evidenceId/file',
    async (req, res) => {
      const by = await caller(req, releaseReadPermission);
      const { evidenceId, releaseId } = req.params;
      const bytes = await releases.evidence.file(
        Number(releaseId),
        Number(evidenceId),
        by,
      );
      // It came from outside: a browser saves it, and never shows it as a page.
      res
        .type('application/octet-stream')
        .attachment(`evidence-${evidenceId}`)
        .send(Buffer.from(bytes));
    },
  );
}
