import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { webhookFault } from '@sluice/plugin-pipelines-node';

/** What a job was told. */
export type Told = {
  promotionId: number;
  stepKey: string;
  fencingToken: number;
  unit: string;
  environment: string;
  releaseDigest: string;
  label?: string;
  callback: string;
};

/** A deploy job with a webhook and a status, as somebody's CI has it: it checks signatures, and does nothing twice under one key. */
export class TestJob {
  readonly webhookSecret = 'fake-fake-fake-webhook';
  /** In the order in which they began. */
  readonly begun: Told[] = [];
  /** So many requests of the webhook there were. */
  requests = 0;
  /** What it answers to the webhook. */
  answer: 202 | 409 | 422 | 429 | 503 | 'broken' = 202;
  running: { releaseDigest?: string; version?: string; since?: string } = {};
  #server!: Server;

  static async start(): Promise<TestJob> {
    const job = new TestJob();
    job.#server = createServer(async (req, res) => {
      const body = await bytesOf(req);
      const fault = webhookFault(
        {
          timestamp: req.headers['x-sluice-timestamp'] as string,
          signature: req.headers['x-sluice-signature'] as string,
          body,
        },
        job.webhookSecret,
        { nowMs: Date.now(), toleranceSeconds: 300 },
      );
      if (fault) {
        res.writeHead(401).end();
      } else if (req.method === 'GET') {
        res.end(JSON.stringify(job.running));
      } else {
        job.#told(JSON.parse(body.toString()), req.headers['idempotency-key']);
        if (job.answer === 'broken') req.socket.destroy();
        else res.writeHead(job.answer).end();
      }
    });
    await new Promise<void>(resolve =>
      job.#server.listen(0, '127.0.0.1', resolve),
    );
    return job;
  }

  get url(): string {
    const { port } = this.#server.address() as AddressInfo;
    return `http://127.0.0.1:${port}`;
  }

  #told(told: Told, key: unknown): void {
    this.requests++;
    const isRefused = this.answer !== 202 && this.answer !== 'broken';
    const isKnown = this.begun.some(({ stepKey }) => stepKey === key);
    if (!isRefused && !isKnown) this.begun.push(told);
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise(resolve => this.#server.close(resolve));
  }
}

async function bytesOf(req: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of req) parts.push(part as Buffer);
  return Buffer.concat(parts);
}
