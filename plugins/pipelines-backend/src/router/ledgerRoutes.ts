import { NotFoundError } from '@backstage/errors';
import {
  ledgerExportPermission,
  type LedgerQuery,
  ledgerReadPermission,
  ledgerRedactPermission,
} from '@sluice/plugin-pipelines-common';
import type { Router } from 'express';
import { requirePerson } from '../authorize';
import type { RouterOptions } from './createRouter';

/** The ledger: its rows, its verification, its head. @internal */
export function addLedgerRoutes(router: Router, options: RouterOptions): void {
  const { authorize, ledger } = options;

  router.get('/ledger', async (req, res) => {
    await authorize(req, ledgerReadPermission);
    const query = req.query as LedgerQuery;
    const { cursor, from, limit = 100, to, type, ...filter } = query;
    res.json(
      await ledger.service.page(
        {
          ...filter,
          types: type,
          from: from && new Date(from).toISOString(),
          to: to && new Date(to).toISOString(),
        },
        { cursor, limit: Number(limit) },
      ),
    );
  });

  router.get('/ledger/verify', async (req, res) => {
    await authorize(req, ledgerReadPermission);
    res.json(await ledger.verify());
  });

  router.get('/ledger/head', async (req, res) => {
    await authorize(req, ledgerReadPermission);
    const { head, ...standing } = await ledger.standing();
    res.json({ head: { ...head, at: head.at || undefined }, ...standing });
  });

  router.post('/ledger/head/export', async (req, res) => {
    await authorize(req, ledgerExportPermission);
    if (!ledger.exportsHead) {
      throw new NotFoundError(
        'There is no file to export to: set pipelines.ledger.headFile in the config of the backend',
      );
    }
    res.json({ head: await ledger.exportHead() });
  });

  router.post('/ledger/:seq/redactions', async (req, res) => {
    const { credentials } = await authorize(req, ledgerRedactPermission);
    const actor = requirePerson(credentials);
    const { field, reason } = req.body;
    const seq = Number(req.params.seq);
    res.json(
      await ledger.service.redact({
        seq,
        field,
        reason: reason.trim(),
        actor,
      }),
    );
  });
}
