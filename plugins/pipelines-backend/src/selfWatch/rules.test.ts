import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { metricsServiceMock } from '@backstage/backend-test-utils/alpha';
import { mockServices } from '@backstage/backend-test-utils';
import { offerMetrics } from './metrics';

/** As the OpenTelemetry exporter for Prometheus names a metric. */
function prometheusName(
  name: string,
  { isCounter, unit }: { isCounter: boolean; unit?: string },
): string {
  const suffix = `${unit === 's' ? '_seconds' : ''}${
    isCounter ? '_total' : ''
  }`;
  return `${name.replace(/\./g, '_')}${suffix}`;
}

describe('the rules for Prometheus', () => {
  it.each(['sluice.rules.yaml', 'sluice.rules.test.yaml'])(
    'name only metrics that there are, %s',
    file => {
      const offered = new Set<string>();
      const instrument =
        (isCounter: boolean) => (name: string, options?: { unit?: string }) => {
          offered.add(prometheusName(name, { isCounter, unit: options?.unit }));
          return { addCallback() {}, removeCallback() {} };
        };
      offerMetrics({
        metrics: metricsServiceMock.mock({
          createObservableCounter: instrument(true) as never,
          createObservableGauge: instrument(false) as never,
        }),
        read: async () => undefined as never,
        logger: mockServices.logger.mock(),
        now: () => new Date(),
      });
      const text = readFileSync(
        resolve(__dirname, '../../../../docs/prometheus', file),
        'utf8',
      );
      const named = new Set(text.match(/\bsluice_[a-z_]+/g));
      expect(named.size).toBeGreaterThan(3);
      expect([...named].filter(each => !offered.has(each))).toEqual([]);
    },
  );
});
