/** Whose messages a dead-letter topic takes. @internal */
export type DeadLettersOf = { topic?: string; group?: string };

/** The words that a pattern may hold. */
const WORDS = ['topic', 'group'] as const;

/**
 * Finds dead-letter topics by patterns of names, such as `<topic>.dlq` or `error.<topic>.<group>`. `<topic>` stands for a topic, `<group>` for
 * a consumer group, `*` for anything.
 *
 * @internal
 */
export class DeadLetterPatterns {
  readonly #patterns: RegExp[];

  constructor(patterns: readonly string[]) {
    this.#patterns = patterns.map(toRegExp);
  }

  /**
   * Whose messages a topic takes, by the first pattern that fits; undefined: it is no dead-letter topic.
   *
   * Names have dots in them, so `error.a.b.c` may be of the topic `a` or `a.b`: what exists decides, the longest topic first.
   *
   * @param known - the topics that there are
   */
  of(name: string, known: ReadonlySet<string>): DeadLettersOf | undefined {
    for (const pattern of this.#patterns) {
      const found = pattern.exec(name);
      if (!found) continue;
      const { group, topic } = found.groups ?? {};
      if (topic === undefined || group === undefined || known.has(topic)) {
        return { topic, group };
      }
      return shorter(pattern, name, topic, known) ?? { topic, group };
    }
    return undefined;
  }
}

/** Tries shorter topics until one exists. */
function shorter(
  pattern: RegExp,
  name: string,
  longest: string,
  known: ReadonlySet<string>,
): DeadLettersOf | undefined {
  for (let end = longest.length - 1; end > 0; end--) {
    const topic = longest.slice(0, end);
    if (!known.has(topic)) continue;
    const exact = pattern.source.replace('(?<topic>.+)', escaped(topic));
    const group = new RegExp(exact, 'u').exec(name)?.groups?.group;
    if (group !== undefined) return { topic, group };
  }
  return undefined;
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}

function toRegExp(pattern: string): RegExp {
  const parts = pattern.split(/(<topic>|<group>|\*)/);
  const source = parts.map(part => {
    if (part === '*') return '.*';
    const word = WORDS.find(each => part === `<${each}>`);
    return word ? `(?<${word}>.+)` : escaped(part);
  });
  return new RegExp(`^${source.join('')}$`, 'u');
}
