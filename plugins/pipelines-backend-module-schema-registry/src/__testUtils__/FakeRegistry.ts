import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A subject of the fake: schemas by version, and its own level. */
export type FakeSubject = {
  versions: Record<
    number,
    { id: number; schema: string; schemaType?: string; ts?: number }
  >;
  level?: string;
};

/** A schema registry that answers as Confluent's does, or as Apicurio's ccompat. */
export class FakeRegistry {
  readonly subjects = new Map<string, FakeSubject>();
  readonly requests: string[] = [];
  level = 'BACKWARD';
  product: 'confluent' | 'apicurio' = 'confluent';
  /** Answers by path instead, as [status, body]. */
  readonly instead = new Map<string, [number, unknown]>();
  /** What the check of a schema answers. */
  compatibility: { is_compatible: boolean; messages?: string[] } = {
    is_compatible: true,
  };
  readonly #server: Server;

  constructor() {
    this.#server = createServer((req, res) => {
      const path = req.url!;
      this.requests.push(`${req.method} ${path}`);
      const [status, body] = this.instead.get(path) ?? this.#answer(path);
      res.statusCode = status;
      res.setHeader('content-type', 'application/vnd.schemaregistry.v1+json');
      res.end(JSON.stringify(body));
    });
  }

  async start(): Promise<string> {
    await new Promise<void>(done => this.#server.listen(0, '127.0.0.1', done));
    const { port } = this.#server.address() as AddressInfo;
    return `http://127.0.0.1:${port}`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise(done => this.#server.close(done));
  }

  #answer(path: string): [number, unknown] {
    if (path === '/subjects') return [200, [...this.subjects.keys()]];
    if (path === '/config') return [200, { compatibilityLevel: this.level }];
    const config = /^\/config\/([^/]+)$/.exec(path);
    if (config) return this.#config(decodeURIComponent(config[1]));
    if (path.startsWith('/compatibility/')) return [200, this.compatibility];
    const match = /^\/subjects\/([^/]+)\/versions(?:\/(\d+))?$/.exec(path);
    const name = match && decodeURIComponent(match[1]);
    const subject = name ? this.subjects.get(name) : undefined;
    if (!match || !subject) {
      return [
        404,
        { error_code: 40401, message: `Subject '${name}' not found` },
      ];
    }
    if (!match[2]) return [200, Object.keys(subject.versions).map(Number)];
    const version = Number(match[2]);
    return [200, { subject: name, version, ...subject.versions[version] }];
  }

  #config(name: string): [number, unknown] {
    const level = this.subjects.get(name)?.level;
    if (level) return [200, { compatibilityLevel: level }];
    if (this.product === 'apicurio') {
      return [200, { compatibilityLevel: 'NONE' }];
    }
    const message = `Subject '${name}' does not have subject-level compatibility configured`;
    return [404, { error_code: 40408, message }];
  }
}
