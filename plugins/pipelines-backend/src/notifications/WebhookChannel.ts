import type { AlertUrgency } from '@sluice/plugin-pipelines-common';
import { errorText } from '../observations';
import { signWebhook } from '@sluice/plugin-pipelines-node';
import { type DeliveryChannel, DeliveryError } from './channel';
import type { DeliveryRecord } from './message';
import { channelOf } from './Outbox';
import { pagerDutyEvent } from './pagerDutyEvent';

/** A webhook of the config. @internal */
export type WebhookChannelConfig = {
  name: string;
  url: string;
  /** Of a PagerDuty integration. */
  routingKey: string | undefined;
  /** Signs the body; without one it isn't signed. */
  secret: string | undefined;
  urgencies: AlertUrgency[];
  timeoutSeconds: number;
};

/** Sent again another time, beside 5xx: too long, too many. */
const RETRIED = [408, 425, 429];

/** Tells another system, in the form of PagerDuty's Events API v2. @internal */
export class WebhookChannel implements DeliveryChannel {
  readonly name: string;
  readonly #config: WebhookChannelConfig;
  readonly #baseUrl: string;
  readonly #now: () => Date;

  constructor(options: {
    config: WebhookChannelConfig;
    /** Of the app, for links. */
    baseUrl: string;
    now: () => Date;
  }) {
    this.name = channelOf(options.config.name);
    this.#config = options.config;
    this.#baseUrl = options.baseUrl;
    this.#now = options.now;
  }

  async send(message: DeliveryRecord['message']): Promise<void> {
    const { routingKey, secret, timeoutSeconds, url } = this.#config;
    const body = JSON.stringify(
      pagerDutyEvent(message, { baseUrl: this.#baseUrl, routingKey }),
    );
    const timestamp = String(Math.floor(this.#now().getTime() / 1000));
    let response: Response;
    try {
      response = await fetch(url, {
        method: 'POST',
        headers: {
          'Content-Type': 'application/json',
          'User-Agent': 'sluice',
          ...(secret && {
            'X-Sluice-Timestamp': timestamp,
            'X-Sluice-Signature': signWebhook(secret, timestamp, body),
          }),
        },
        body,
        redirect: 'error',
        signal: AbortSignal.timeout(timeoutSeconds * 1000),
      });
    } catch (error) {
      const isTimeout = (error as Error).name === 'TimeoutError';
      throw new DeliveryError(
        isTimeout
          ? `no answer within ${timeoutSeconds} s`
          : errorText((error as Error).cause ?? error),
        { isFinal: false },
      );
    }
    // Nothing of the answer is kept, and an unread one would hold the connection.
    await response.body?.cancel();
    const { status } = response;
    if (status >= 200 && status < 300) return;
    throw new DeliveryError(`answered ${status}`, {
      isFinal: status < 500 && !RETRIED.includes(status),
      retryAfterMs: retryAfter(response.headers.get('retry-after')),
    });
  }
}

function retryAfter(header: string | null): number | undefined {
  return header && /^\d{1,4}$/.test(header) ? Number(header) * 1000 : undefined;
}
