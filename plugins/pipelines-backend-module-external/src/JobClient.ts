import {
  type ActualState,
  type DeployCommand,
  DeployFailedError,
  type DeployTarget,
  signWebhook,
} from '@sluice/plugin-pipelines-node';
import { z } from 'zod';
import type { ExternalDeployerConfig } from './config';

/** Answers after which the same may be sent again, beside 5xx: too long, too early, too many. */
const RETRIED = [408, 425, 429];

const statusSchema = z.object({
  releaseDigest: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .optional(),
  version: z.string().max(255).optional(),
  since: z.iso.datetime().optional(),
  by: z.string().max(255).optional(),
});

/** What a job says that its target runs. @internal */
export type JobStatus = Omit<ActualState, 'stepKeys'>;

/** Talks to a job outside: tells it that a release may go, and asks what its target runs. @internal */
export class JobClient {
  readonly #config: ExternalDeployerConfig;
  readonly #now: () => Date;

  constructor(options: { config: ExternalDeployerConfig; now: () => Date }) {
    this.#config = options.config;
    this.#now = options.now;
  }

  /** Whether it can be asked. */
  get hasStatus(): boolean {
    return this.#config.statusUrl !== undefined;
  }

  /**
   * Tells the job that a release may go.
   *
   * @param options - `callback`: where it reports
   * @throws DeployFailedError if it refuses; any other error means that nobody knows whether it heard
   */
  async tell(
    command: DeployCommand,
    options: { callback: string },
  ): Promise<void> {
    const { fencingToken, kind, provenance, signal, stepKey, target, to } =
      command;
    const { secret, timeoutSeconds, url } = this.#config.webhook;
    const body = JSON.stringify({
      promotionId: provenance.promotionId,
      stepKey,
      fencingToken,
      kind,
      ...target,
      releaseDigest: to.releaseDigest,
      commit: to.commit,
      label: to.label,
      artifacts: to.artifacts,
      config: command.config,
      requestedBy: provenance.requestedBy,
      approvedBy: provenance.approvedBy,
      callback: options.callback,
    });
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        'Idempotency-Key': stepKey,
        ...this.#signed(secret, body),
      },
      body,
      redirect: 'error',
      signal: AbortSignal.any([
        signal,
        AbortSignal.timeout(timeoutSeconds * 1000),
      ]),
    });
    // Nothing of the answer is kept, and an unread one would hold the connection.
    await response.body?.cancel();
    const { ok, status } = response;
    // It says that it has this key already.
    if (ok || status === 409) return;
    if (status < 500 && !RETRIED.includes(status)) {
      throw new DeployFailedError(`The job refused the release with ${status}`);
    }
    throw new Error(`The job answered ${status}`);
  }

  /**
   * What the job says that a target runs.
   *
   * @throws if it can't be asked, or its answer can't be understood
   */
  async status(
    { environment, unit }: DeployTarget,
    signal: AbortSignal,
  ): Promise<JobStatus> {
    const { statusUrl, webhook } = this.#config;
    const url = statusUrl!
      .replaceAll('{environment}', encodeURIComponent(environment))
      .replaceAll('{unit}', encodeURIComponent(unit));
    const response = await fetch(url, {
      headers: { Accept: 'application/json', ...this.#signed(webhook.secret) },
      redirect: 'error',
      signal: AbortSignal.any([
        signal,
        AbortSignal.timeout(webhook.timeoutSeconds * 1000),
      ]),
    });
    if (!response.ok) {
      await response.body?.cancel();
      throw new Error(`The job's status answered ${response.status}`);
    }
    const { data } = statusSchema.safeParse(await response.json());
    if (!data) {
      throw new Error(
        "The job's status isn't {releaseDigest, version, since, by}",
      );
    }
    const { since, ...rest } = data;
    return {
      ...rest,
      ...(since !== undefined && { since: new Date(since).toISOString() }),
    };
  }

  #signed(secret: string, body = ''): Record<string, string> {
    const timestamp = String(Math.floor(this.#now().getTime() / 1000));
    return {
      'User-Agent': 'sluice',
      'X-Sluice-Timestamp': timestamp,
      'X-Sluice-Signature': signWebhook(secret, timestamp, body),
    };
  }
}
