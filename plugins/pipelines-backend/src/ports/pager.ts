import type { Knex } from 'knex';
import type { Outbox } from '../notifications';
import type { Pager } from '../promotions';

/** Tells people through the outbox, as alerts do: to owners and people, and to webhooks. @internal */
export function pager(options: {
  database: Knex;
  outbox: Outbox;
  now: () => Date;
}): Pager {
  const { database, now, outbox } = options;
  return {
    async page({ description, key, link, recipients, severity, title }) {
      const message = {
        subject: key,
        dedupKey: key,
        transition: 'told' as const,
        urgency:
          severity === 'critical' || severity === 'high'
            ? ('urgent' as const)
            : ('maintenance' as const),
        severity,
        title,
        description,
        link,
        topic: 'promotions',
        at: now().toISOString(),
        source: 'sluice',
        class: 'promotion',
        details: {},
      };
      await outbox.add(
        [
          ...recipients.map(ref => ({
            message,
            to: { type: 'owner' as const, ref },
          })),
          {
            message,
            to: { type: 'webhooks' as const, owner: recipients[0] ?? '' },
          },
        ],
        database,
      );
    },
  };
}
