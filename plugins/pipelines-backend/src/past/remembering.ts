/**
 * The same object, whose methods answer at once what they answered shortly before to the same arguments: for what hardly changes while
 * thousands of events are played in a few seconds. What failed is not remembered, nor what is answered other than by a promise.
 *
 * @param options - `methods`: those that only read; `seconds`: for how long an answer is taken again
 * @internal
 */
export function remembering<T extends object>(
  subject: T,
  options: { methods: Array<keyof T>; seconds: number },
): T {
  const { methods, seconds } = options;
  const known = new Map<string, { until: number; answer: unknown }>();
  return new Proxy(subject, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name, target);
      if (typeof value !== 'function') return value;
      if (!methods.includes(name as keyof T)) return value.bind(target);
      return (...args: unknown[]) => {
        // A connection or a transaction is a function, and says nothing.
        const key = `${String(name)} ${JSON.stringify(args, shortened)}`;
        const before = known.get(key);
        if (before && Date.now() < before.until) return before.answer;
        const answer: unknown = value.apply(target, args);
        if (answer instanceof Promise) {
          known.set(key, { until: Date.now() + seconds * 1000, answer });
          answer.catch(() => known.delete(key));
        }
        return answer;
      };
    },
  });
}

/** A release is known by its digest, whatever it holds. */
function shortened(this: unknown, _key: string, value: unknown): unknown {
  return value !== null &&
    typeof value === 'object' &&
    'releaseDigest' in value &&
    'content' in value
    ? value.releaseDigest
    : value;
}
