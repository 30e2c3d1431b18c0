import type { DeadLetter } from '@sluice/plugin-pipelines-node';

/** What is said of one letter by its headers. @internal */
export type HeaderReading = Omit<DeadLetter, 'partition' | 'offset' | 'at'>;

/** Longer ones are cut off: nobody reads more, and the end of a message is where payloads are quoted. */
const MAX_TEXT = 300;
const MAX_OTHERS = 50;

/** Headers that people write themselves, the first that is there counts. In lower case. */
const PLAIN_REASONS = [
  'reason',
  'error-reason',
  'error_reason',
  'error.reason',
  'error',
  'error-message',
  'error_message',
  'error.message',
  'exception',
  'exception-message',
  'x-exception-message',
  'dlq-reason',
  'dlq.reason',
];
const PLAIN_ERRORS = [
  'exception-class',
  'exception.class',
  'exception_class',
  'error-class',
  'error.class',
  'error-type',
  'error_type',
  'x-exception-fqcn',
];

type Header = [name: string, value: Buffer | null];

/** Headers by name, and which of them were read. */
class Names {
  readonly used = new Set<string>();
  readonly #byName: ReadonlyMap<string, Buffer | null>;

  constructor(byName: ReadonlyMap<string, Buffer | null>) {
    this.#byName = byName;
  }

  text(name: string): string | undefined {
    const value = this.#byName.get(name);
    if (value === undefined) return undefined;
    this.used.add(name);
    return value ? textOf(value) : undefined;
  }

  firstText(names: readonly string[]): string | undefined {
    for (const name of names) {
      const found = this.text(name);
      if (found) return found;
    }
    return undefined;
  }

  /** Spring writes numbers as they are in memory, the larger end first: four bytes or eight. */
  integer(name: string): number | undefined {
    const value = this.#byName.get(name);
    if (!value) return undefined;
    this.used.add(name);
    if (value.length === 4) return value.readInt32BE();
    if (value.length === 8) return Number(value.readBigInt64BE());
    return numberOf(textOf(value));
  }

  leaveOut(name: string): void {
    this.used.add(name);
  }
}

/**
 * What the headers of a dead letter say, by the conventions that most of them follow: Kafka Connect's `__connect.errors.*`
 * (`errors.deadletterqueue.context.headers.enable`, KIP-298), Spring's `kafka_dlt-*` (`DeadLetterPublishingRecoverer`), or a header such as
 * `reason`. Stack traces are left out, and of headers that aren't understood there are names alone: they may hold anything.
 *
 * @internal
 */
export function readHeaders(headers: readonly Header[]): HeaderReading {
  const byName = new Map<string, Buffer | null>();
  // Retries append their own: the last one of a name is the newest.
  for (const [name, value] of headers) {
    byName.set(name.toLocaleLowerCase('en-US'), value);
  }
  const read = new Names(byName);
  const said =
    connect(read) ??
    spring(read) ??
    plain(read) ??
    ({ convention: 'none' } as const);
  const others = [...new Set(headers.map(([name]) => name))]
    .filter(name => !read.used.has(name.toLocaleLowerCase('en-US')))
    .map(name => textOf(Buffer.from(name)) ?? '')
    .slice(0, MAX_OTHERS);
  return { ...withoutUndefined(said), others };
}

type Said = Omit<HeaderReading, 'others'>;

function connect(read: Names): Said | undefined {
  const of = (name: string) => read.text(`__connect.errors.${name}`);
  const error = of('exception.class.name');
  const reason = of('exception.message');
  const connector = of('connector.name');
  const stage = of('stage');
  const from = {
    topic: of('topic'),
    partition: numberOf(of('partition')),
    offset: numberOf(of('offset')),
  };
  of('task.id');
  of('class.name');
  read.leaveOut('__connect.errors.exception.stacktrace');
  if (!error && !reason && !stage && !connector) return undefined;
  const where = [connector, stage].filter(Boolean).join(', ');
  return {
    convention: 'connect',
    reason,
    error,
    where: where || undefined,
    from: someOf(from),
  };
}

function spring(read: Names): Said | undefined {
  const of = (name: string) => read.text(`kafka_dlt-${name}`);
  const cause = of('exception-cause-fqcn');
  const error = of('exception-fqcn');
  const reason = of('exception-message');
  const from = {
    topic: of('original-topic'),
    partition: read.integer('kafka_dlt-original-partition'),
    offset: read.integer('kafka_dlt-original-offset'),
  };
  const where = of('original-consumer-group');
  for (const name of [
    'exception-stacktrace',
    'original-timestamp',
    'original-timestamp-type',
    'key-exception-fqcn',
    'key-exception-message',
    'key-exception-stacktrace',
  ]) {
    read.leaveOut(`kafka_dlt-${name}`);
  }
  if (!error && !reason && !from.topic) return undefined;
  return {
    convention: 'spring',
    reason,
    // The outer one only says that a listener failed.
    error: cause ?? error,
    where,
    from: someOf(from),
  };
}

function plain(read: Names): Said | undefined {
  const reason = read.firstText(PLAIN_REASONS);
  const error = read.firstText(PLAIN_ERRORS);
  return reason || error ? { convention: 'plain', reason, error } : undefined;
}

/** UTF-8 in one line, without what no terminal shows; undefined for what isn't text. */
function textOf(value: Buffer): string | undefined {
  const text = value.toString('utf8');
  if (text.includes('\uFFFD')) return undefined;
  const line = text
    // eslint-disable-next-line no-control-regex
    .replace(/[\u0000-\u001F\u007F-\u009F\u2028\u2029\s]+/g, ' ')
    .trim();
  if (line === '') return undefined;
  const characters = [...line];
  return characters.length > MAX_TEXT
    ? `${characters.slice(0, MAX_TEXT).join('')}…`
    : line;
}

function numberOf(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,15}$/.test(text)
    ? Number(text)
    : undefined;
}

function someOf(
  from: NonNullable<Said['from']>,
): NonNullable<Said['from']> | undefined {
  const some = withoutUndefined(from);
  return Object.keys(some).length > 0 ? some : undefined;
}

function withoutUndefined<T extends object>(value: T): T {
  return Object.fromEntries(
    Object.entries(value).filter(([, each]) => each !== undefined),
  ) as T;
}
