import type { DeliveryRecord } from './message';

/** A message that wasn't taken, and whether it may be another time. @internal */
export class DeliveryError extends Error {
  readonly isFinal: boolean;
  /** When to try again at the earliest, in milliseconds from now, if it said so. */
  readonly retryAfterMs: number | undefined;

  constructor(
    message: string,
    options: { isFinal: boolean; retryAfterMs?: number },
  ) {
    super(message);
    this.name = 'DeliveryError';
    this.isFinal = options.isFinal;
    this.retryAfterMs = options.retryAfterMs;
  }
}

/** A way to tell somebody. @internal */
export interface DeliveryChannel {
  readonly name: string;
  /** @throws DeliveryError, or anything else if it may be tried again */
  send(message: DeliveryRecord['message']): Promise<void>;
}
