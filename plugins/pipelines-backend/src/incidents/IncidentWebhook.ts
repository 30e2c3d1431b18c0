import {
  AuthenticationError,
  ConflictError,
  InputError,
  NotFoundError,
} from '@backstage/errors';
import type { Knex } from 'knex';
import { z } from 'zod';
import type { IncidentService } from './IncidentService';
import type { IncidentStore } from './IncidentStore';
import { webhookFault } from '@sluice/plugin-pipelines-node';

/** Another system that may say that something is wrong. @internal */
export type WebhookConfig = {
  name: string;
  secret: string;
  /** How old a signature may be, and how far ahead. */
  toleranceSeconds: number;
};

/** A request as it was received. @internal */
export type SignedRequest = {
  webhook: string;
  timestamp: string | undefined;
  signature: string | undefined;
  body: Buffer;
};

const bodySchema = z.strictObject({
  action: z.enum(['open', 'note', 'close']),
  key: z.string().min(1).max(200),
  title: z.string().min(5).max(200).optional(),
  severity: z.enum(['critical', 'high', 'normal', 'low']).optional(),
  pipelines: z.array(z.string().min(1).max(255)).max(100).optional(),
  text: z.string().max(4000).optional(),
});

/** Takes in what other systems say of incidents. The signature is all that lets them in. @internal */
export class IncidentWebhook {
  readonly #options: {
    database: Knex;
    store: IncidentStore;
    service: IncidentService;
    webhooks: WebhookConfig[];
    now: () => Date;
  };

  constructor(options: {
    database: Knex;
    store: IncidentStore;
    service: IncidentService;
    webhooks: WebhookConfig[];
    now: () => Date;
  }) {
    this.#options = options;
  }

  /**
   * @throws AuthenticationError if it isn't signed, wrongly or too long ago; ConflictError if it was taken in before; InputError that
   *   names the field if the body isn't what it should be; NotFoundError for an incident that there is none of; UnprocessableError for
   *   pipelines that there are none of
   */
  async receive(
    request: SignedRequest,
  ): Promise<{ incidentId: number; state: 'open' | 'closed' }> {
    const { now, webhooks } = this.#options;
    const webhook = webhooks.find(({ name }) => name === request.webhook);
    // Whether there is one of the name is nobody's business who can't sign.
    const fault = webhook
      ? webhookFault(request, webhook.secret, {
          nowMs: now().getTime(),
          toleranceSeconds: webhook.toleranceSeconds,
        })
      : 'signature';
    if (!webhook || fault) {
      throw new AuthenticationError(
        fault === 'old'
          ? 'X-Sluice-Timestamp is too far from the time here: sign each request when it is sent, and check the clock'
          : 'X-Sluice-Signature is not that of this body and X-Sluice-Timestamp',
      );
    }
    await this.#refuseReplay(request);
    const body = readBody(request.body);
    return this.#act(webhook, body);
  }

  /** The row goes in first, so of two at once one is refused. */
  async #refuseReplay({ signature, webhook }: SignedRequest): Promise<void> {
    const { database, now } = this.#options;
    const added = await database('incident_webhook_requests')
      .insert({ webhook, signature, received_at: now().toISOString() })
      .onConflict(['webhook', 'signature'])
      .ignore()
      .returning('signature');
    if (added.length === 0) {
      throw new ConflictError('This request was taken in before');
    }
  }

  async #act(
    { name }: WebhookConfig,
    body: z.infer<typeof bodySchema>,
  ): Promise<{ incidentId: number; state: 'open' | 'closed' }> {
    const { database, service, store } = this.#options;
    const by = `webhook:${name}`;
    const groupKey = `${by}:${body.key}`;
    if (body.action === 'open') {
      if (!body.title) throw new InputError('title has to be there to open');
      if (!body.pipelines?.length) {
        throw new InputError('pipelines has to name at least one to open');
      }
      const { pipelines, severity, text: note, title } = body;
      const incidentId = await service.open(
        { title, severity, pipelines, note, by, origin: 'webhook', groupKey },
        {},
      );
      return { incidentId, state: 'open' };
    }
    const incident = await store.lastOf(groupKey, database);
    if (!incident) {
      throw new NotFoundError(`There is no incident with the key ${body.key}`);
    }
    const text = body.text ?? body.title;
    if (body.action === 'note') {
      if (!text) throw new InputError('text has to be there for a note');
      await service.note(incident.id, { text, by }, {});
      return { incidentId: incident.id, state: incident.state };
    }
    await service.close(
      incident.id,
      { reason: text ?? `Closed by ${name}`, by },
      {},
    );
    return { incidentId: incident.id, state: 'closed' };
  }

  /** Forgets requests that are too old to be taken in again. */
  async prune(): Promise<void> {
    const { database, now, webhooks } = this.#options;
    const longest = Math.max(
      0,
      ...webhooks.map(({ toleranceSeconds }) => toleranceSeconds),
    );
    const before = new Date(now().getTime() - 2 * longest * 1000 - 60_000);
    await database('incident_webhook_requests')
      .where('received_at', '<', before.toISOString())
      .delete();
  }
}

function readBody(body: Buffer): z.infer<typeof bodySchema> {
  let json: unknown;
  try {
    json = JSON.parse(body.toString('utf8'));
  } catch {
    throw new InputError('The body is no JSON');
  }
  const read = bodySchema.safeParse(json);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  const path = issue.path.join('.') || 'The body';
  throw new InputError(`${path}: ${issue.message}`);
}
