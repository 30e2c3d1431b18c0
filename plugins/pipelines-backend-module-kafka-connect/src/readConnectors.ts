import type { ConnectorStatus } from '@sluice/plugin-pipelines-node';
import { z } from 'zod';

const MAX_REASON = 300;

const stateBody = z.looseObject({
  state: z.string(),
  worker_id: z.string().optional(),
  trace: z.string().optional(),
});

/** The answer of `GET /connectors?expand=status&expand=info`. @internal */
export const connectorsBody = z.record(
  z.string(),
  z.looseObject({
    status: z.looseObject({
      connector: stateBody,
      tasks: z.array(stateBody.extend({ id: z.number().int() })),
      type: z.string().optional(),
    }),
    // A worker that is starting may know no config yet.
    info: z
      .looseObject({ config: z.record(z.string(), z.string().nullable()) })
      .optional(),
  }),
);

/**
 * Connectors in our own words. Of their config, which may hold passwords, only what names classes, topics and groups is looked at.
 *
 * @internal
 */
export function readConnectors(
  body: z.output<typeof connectorsBody>,
): ConnectorStatus[] {
  return Object.entries(body).map(([name, { info, status }]) => {
    const config = info?.config ?? {};
    const type =
      status.type === 'source' || status.type === 'sink'
        ? status.type
        : 'unknown';
    const { connector, tasks } = status;
    const topics = topicsOf(config);
    const deadLetters = config['errors.deadletterqueue.topic.name'];
    return {
      name,
      type,
      tasks: tasks.map(task => ({ id: task.id, ...stateOf(task) })),
      ...stateOf(connector),
      ...(config['connector.class'] && { class: config['connector.class'] }),
      ...(type === 'sink' && {
        group: config['consumer.override.group.id'] || `connect-${name}`,
      }),
      ...(topics.length > 0 && { topics }),
      ...(deadLetters && { deadLetters }),
    };
  });
}

function stateOf({ state, trace, worker_id }: z.output<typeof stateBody>) {
  const reason = trace && firstLine(trace);
  return {
    state,
    ...(worker_id && { worker: worker_id }),
    ...(reason && { reason }),
  };
}

function topicsOf(config: Record<string, string | null>): string[] {
  const names = [config.topics, config.topic]
    .flatMap(list => list?.split(',') ?? [])
    .map(name => name.trim())
    .filter(Boolean);
  return [...new Set(names)];
}

/** Traces are long, and a URL in one may hold a password. */
function firstLine(trace: string): string {
  const line = trace
    .split('\n', 1)[0]
    .replace(/\/\/[^\s/@]+@/g, '//…@')
    .replace(
      /\b(\w*(?:password|passwd|pwd|secret|token|apikey|api_key)\w*)\s*[=:]\s*[^\s;&,]+/gi,
      '$1=…',
    )
    .trim();
  return line.length > MAX_REASON ? `${line.slice(0, MAX_REASON)}…` : line;
}
