import { InputError } from '@backstage/errors';
import {
  costReadPermission,
  type CostPage,
  type CostsQuery,
} from '@sluice/plugin-pipelines-common';
import type { Router } from 'express';
import { positionOf } from '../observations';
import { decodeCursor, encodeCursor } from '../paging/cursor';
import type { RouterOptions } from './createRouter';

const DAY_MS = 24 * 3600_000;
/** Without dates: the last so many days. */
const DEFAULT_DAYS = 30;
const CURSOR_COLUMNS = Array<'string'>(7).fill('string');

/** What computing cost. @internal */
export function addCostRoutes(router: Router, options: RouterOptions): void {
  const { authorize, now, readings } = options;

  router.get('/costs', async (req, res) => {
    await authorize(req, costReadPermission);
    const query = req.query as CostsQuery;
    const { cursor, limit = 100 } = query;
    const to = query.to ?? dayOf(now().getTime() + DAY_MS);
    const from =
      query.from ??
      dayOf(Date.parse(`${to}T00:00:00Z`) - DEFAULT_DAYS * DAY_MS);
    if (from >= to) {
      throw new InputError(
        `query.from: ${from} is not before ${to}, the day at which the list ends`,
      );
    }
    const { basis, environment, resource } = query;
    const filter = { from, to, environment, resource, basis };
    const found = await readings.costs(filter, {
      limit: limit + 1,
      after: cursor
        ? (decodeCursor(cursor, filter, CURSOR_COLUMNS) as string[])
        : undefined,
    });
    const items = found.slice(0, limit);
    const page: CostPage = {
      items,
      nextCursor:
        found.length > limit
          ? encodeCursor(filter, positionOf(items[items.length - 1]))
          : undefined,
    };
    res.json(page);
  });
}

/** The UTC day of an instant. */
function dayOf(instant: number): string {
  return new Date(instant).toISOString().slice(0, 10);
}
