import { readSlos } from '@sluice/plugin-pipelines-common';
import { DOMAINS, PIPELINES } from '../fleet';
import { domainSlos, pipelineSlos } from './slos';

const find = (name: string) => PIPELINES.find(p => p.name === name)!;

describe('pipelineSlos', () => {
  it('leaves a daily run of tier 1 an hour and a half', () => {
    expect(pipelineSlos(find('finance_close_daily'))).toEqual([
      expect.objectContaining({
        title: 'Ready at 06:00',
        deadline: expect.objectContaining({
          time: '06:00',
          timezone: 'America/New_York',
          dataThrough: '04:30',
        }),
      }),
    ]);
  });

  it.each(['legacy_gl_export', 'orders_enrichment', 'tax_returns_export'])(
    'asks no deadline of %s',
    name => {
      expect(pipelineSlos(find(name))).toEqual([]);
    },
  );

  it('is what the catalog accepts, for pipelines and domains', () => {
    const slos = PIPELINES.map(pipelineSlos).filter(list => list.length > 0);
    expect(slos.length).toBeGreaterThan(10);
    for (const list of slos) {
      const read = readSlos(list, {
        entityKind: 'component',
        path: 'spec.slos',
      });
      expect(read.problems).toEqual([]);
      expect(read.slos).toHaveLength(list.length);
    }
    for (const domain of DOMAINS) {
      const read = readSlos(domainSlos(domain), {
        entityKind: 'domain',
        path: 'spec.slos',
      });
      expect(read.problems).toEqual([]);
      expect(read.slos).toHaveLength(1);
    }
  });
});
