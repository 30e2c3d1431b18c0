import fc from 'fast-check';
import { arbitrarySlo } from './__testUtils__/arbitrarySlo';
import type { SloDefinition } from './definition';
import { readSlos } from './readSlos';
import { writeSlo } from './writeSlo';

const entityKindOf = (slo: SloDefinition) =>
  slo.selector ? 'system' : 'component';

describe('writeSlo', () => {
  it('is read back as the same definition, of every kind', () => {
    fc.assert(
      fc.property(arbitrarySlo(), slo => {
        const read = readSlos([JSON.parse(JSON.stringify(writeSlo(slo)))], {
          entityKind: entityKindOf(slo),
        });
        expect(read.problems.filter(p => p.level === 'error')).toEqual([]);
        expect(read.slos).toStrictEqual([slo]);
      }),
    );
  });

  it('writes the same text for the same definition, whatever the order of its fields', () => {
    fc.assert(
      fc.property(arbitrarySlo(), slo => {
        const shuffled = Object.fromEntries(
          Object.entries(slo).reverse(),
        ) as SloDefinition;
        expect(JSON.stringify(writeSlo(shuffled))).toBe(
          JSON.stringify(writeSlo(slo)),
        );
      }),
    );
  });

  it('leaves out the owner and environment that the entity says already', () => {
    const slo: SloDefinition = {
      name: 'fresh',
      kind: 'freshness',
      target: 99,
      window: { type: 'rolling', days: 30 },
      owner: 'group:default/sales',
      environment: 'prod',
      freshness: { maxSeconds: 180, sliceSeconds: 60 },
    };
    const inherited = {
      owner: 'group:default/sales',
      productionEnvironment: 'prod',
    };
    expect(Object.entries(writeSlo(slo, inherited))).toEqual([
      ['name', 'fresh'],
      ['kind', 'freshness'],
      ['target', 99],
      ['window', { rolling: '30d' }],
      ['freshness', { max: '3m', slice: '1m' }],
    ]);
    expect(
      readSlos([writeSlo(slo, inherited)], {
        entityKind: 'component',
        ...inherited,
      }).slos,
    ).toEqual([slo]);
  });
});
