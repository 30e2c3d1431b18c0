import { parseDuration, type Slo } from '@sluice/plugin-pipelines-common';

/**
 * How old a stream may be by its own SLOs on freshness: the strictest of those that are about an environment.
 *
 * @returns seconds; undefined where nothing is promised, or where a definition can't be read
 * @internal
 */
export function freshnessPromise(
  slos: readonly Pick<Slo, 'kind' | 'environment' | 'definition'>[],
  environment: string,
): number | undefined {
  const promised = slos
    .filter(
      slo =>
        slo.kind === 'freshness' &&
        (slo.environment ?? environment) === environment,
    )
    .flatMap(({ definition }) => {
      const { freshness } = definition as { freshness?: { max?: unknown } };
      return typeof freshness?.max === 'string' ? secondsOf(freshness.max) : [];
    });
  return promised.length > 0 ? Math.min(...promised) : undefined;
}

function secondsOf(text: string): number[] {
  try {
    return [parseDuration(text)];
  } catch {
    return [];
  }
}
