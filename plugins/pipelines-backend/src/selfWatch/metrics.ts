import type { LoggerService } from '@backstage/backend-plugin-api';
import type { MetricsService } from '@backstage/backend-plugin-api/alpha';
import { errorText } from '../observations';
import type { SelfStanding } from './troubles';

/** Collections within this time share one reading. In milliseconds. */
const FRESH_MS = 10_000;

const secondsSince = (then: string | null | undefined, at: string) =>
  then ? Math.max(0, (Date.parse(at) - Date.parse(then)) / 1000) : 0;

/**
 * Offers how Sluice itself fares as OpenTelemetry metrics; docs/operations.md lists them. They are read from the rows when somebody collects them, so each
 * replica says the same, and a restart resets nothing.
 *
 * @internal
 */
export function offerMetrics(options: {
  metrics: MetricsService;
  read: () => Promise<SelfStanding>;
  logger: LoggerService;
  now: () => Date;
}): void {
  const { logger, metrics, now, read } = options;
  let kept: { until: number; standing: Promise<SelfStanding> } | undefined;
  const standing = () => {
    const at = now().getTime();
    if (!kept || at >= kept.until) {
      kept = { until: at + FRESH_MS, standing: read() };
    }
    return kept.standing;
  };
  type Observe = (value: number, attributes?: Record<string, string>) => void;
  const observed =
    (tell: (of: SelfStanding, observe: Observe) => void) =>
    async (result: { observe: Observe }) => {
      try {
        tell(await standing(), (value, attributes) =>
          result.observe(value, attributes),
        );
      } catch (error) {
        // No value is better than an old one: what watches this notices that it is missing.
        kept = undefined;
        logger.warn(`Metrics of promotions can't be read: ${errorText(error)}`);
      }
    };

  metrics
    .createObservableCounter('sluice.promotions.ended', {
      description: 'Promotions that ended, by outcome, kind and environment',
      unit: '{promotion}',
    })
    .addCallback(
      observed(({ engine }, observe) => {
        for (const { count, environment, kind, outcome } of engine.ended) {
          observe(count, { outcome, kind, environment });
        }
      }),
    );
  metrics
    .createObservableGauge('sluice.promotions.oldest_wait', {
      description:
        'How long ago the promotion was asked for that waits longest, for a vote or for a gate; 0 if none waits',
      unit: 's',
    })
    .addCallback(
      observed(({ at, engine }, observe) => {
        observe(secondsSince(engine.oldestVoteAt, at), { waits_for: 'vote' });
        observe(secondsSince(engine.oldestGateAt, at), { waits_for: 'gate' });
      }),
    );
  metrics
    .createObservableGauge('sluice.promotions.indeterminate', {
      description: 'Promotions of which nobody knows what their target runs',
      unit: '{promotion}',
    })
    .addCallback(
      observed(({ engine }, observe) => observe(engine.indeterminate.length)),
    );
  metrics
    .createObservableGauge('sluice.promotions.oldest_indeterminate', {
      description:
        'For how long nobody has known what a target runs, the longest of all; 0 if none',
      unit: 's',
    })
    .addCallback(
      observed(({ at, engine }, observe) =>
        observe(secondsSince(engine.indeterminate[0]?.since, at)),
      ),
    );
  metrics
    .createObservableGauge('sluice.ledger.broken', {
      description: '1 if the last verification found the ledger broken, else 0',
    })
    .addCallback(
      observed(({ ledger }, observe) => {
        if (ledger) observe(ledger.status === 'broken' ? 1 : 0);
      }),
    );
  metrics
    .createObservableGauge('sluice.ledger.verified', {
      description: 'How long ago the whole ledger was verified',
      unit: 's',
    })
    .addCallback(
      observed(({ at, ledger }, observe) => {
        if (ledger) observe(secondsSince(ledger.finishedAt, at));
      }),
    );
  metrics
    .createObservableGauge('sluice.source.blind', {
      description: '1 for a source that can not be read, else 0',
    })
    .addCallback(
      observed(({ sources }, observe) => {
        for (const { id, isBlind } of sources) {
          observe(isBlind ? 1 : 0, { source: id });
        }
      }),
    );
}
