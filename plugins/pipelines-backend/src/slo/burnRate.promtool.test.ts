import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { PROMTOOL_DIR, promtoolTests } from './__testUtils__/promtoolTests';

const recorded = (file: string) =>
  readFileSync(resolve(PROMTOOL_DIR, file), 'utf8');

describe('burnAlerts beside Prometheus', () => {
  // `npm run test:lab -- prometheus` runs promtool itself, and writes the file again where ours has changed for a reason.
  it('fires in the minutes that promtool has confirmed', () => {
    expect(promtoolTests()).toBe(recorded('tests.yaml'));
    expect(recorded('output.txt')).toMatch(/^ {2}SUCCESS$/m);
  });

  it('is compared where something happens: every rule fires, and stops', () => {
    const tests = recorded('tests.yaml');
    for (const target of ['99', '99.9']) {
      for (const rule of ['page-1h', 'page-6h', 'ticket-24h', 'ticket-72h']) {
        const cases = tests.match(
          new RegExp(`alertname: ${target}-${rule}\\n`, 'g'),
        );
        expect([target, rule, cases?.length]).toEqual([
          target,
          rule,
          expect.any(Number),
        ]);
        expect(cases!.length).toBeGreaterThanOrEqual(4);
      }
    }
  });
});
