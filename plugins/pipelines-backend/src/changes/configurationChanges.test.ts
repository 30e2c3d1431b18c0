import type { CatalogFacts } from '../fleet';
import type { KeptDefinition } from '../observations';
import {
  catalogChanges,
  definitionChanges,
  promiseChanges,
} from './configurationChanges';

const at = '2026-11-20T04:00:00.000Z';
const daily: KeptDefinition = {
  type: 'airflow-dag',
  schedule: '0 4 * * *',
  timezone: 'UTC',
  paused: false,
  tags: ['finance'],
};
const facts: CatalogFacts = {
  owner: 'group:default/finance',
  lifecycle: 'production',
  tier: 1,
  system: '',
  domain: '',
  classification: ['sox'],
  releaseUnit: 'close',
};

describe('definitionChanges', () => {
  it.each<
    [string, KeptDefinition | undefined, KeptDefinition | undefined, object[]]
  >([
    [
      'another schedule',
      daily,
      { ...daily, schedule: '0 6 * * *' },
      [
        {
          code: 'definition-changed',
          field: 'schedule',
          before: '0 4 * * *',
          after: '0 6 * * *',
        },
      ],
    ],
    ['switched off', daily, { ...daily, paused: true }, [{ code: 'paused' }]],
    ['switched on', { ...daily, paused: true }, daily, [{ code: 'resumed' }]],
    [
      'two fields at once',
      daily,
      { ...daily, timezone: undefined, tags: ['finance', 'sox'] },
      [
        { code: 'definition-changed', field: 'timezone', before: 'UTC' },
        {
          code: 'definition-changed',
          field: 'tags',
          before: 'finance',
          after: 'finance, sox',
        },
      ],
    ],
    ['gone', daily, undefined, [{ code: 'definition-gone' }]],
    ['back', undefined, daily, [{ code: 'definition-back' }]],
  ])('%s', (_, before, after, reasons) => {
    const changes = definitionChanges([
      { sourceId: 'a', environment: 'prod', at, before, after },
    ]);
    expect(changes.map(c => c.reason)).toEqual(
      reasons.map(reason => ({ ...reason, at })),
    );
    expect(new Set(changes.map(c => c.kind))).toEqual(
      new Set(['configuration']),
    );
  });
});

describe('catalogChanges', () => {
  it('names each field with what it was', () => {
    const after = { ...facts, owner: 'group:default/sales', tier: 9 };
    expect(
      catalogChanges([{ at, before: facts, after }]).map(c => c.reason),
    ).toEqual([
      {
        code: 'catalog-changed',
        at,
        field: 'owner',
        before: 'group:default/finance',
        after: 'group:default/sales',
      },
      {
        code: 'catalog-changed',
        at,
        field: 'tier',
        before: '1',
        after: undefined,
      },
    ]);
  });
});

describe('promiseChanges', () => {
  it('says how a target moved, and what people decided', () => {
    expect(
      promiseChanges([
        {
          type: 'version',
          at,
          sloName: 'by-six',
          change: 'tightened',
          targetBefore: 95,
          target: 99,
        },
        { type: 'decision', at, sloName: 'by-six', state: 'confirmed' },
      ]).map(c => c.reason),
    ).toEqual([
      {
        code: 'promise-changed',
        at,
        name: 'by-six',
        field: 'tightened',
        before: '95 %',
        after: '99 %',
      },
      { code: 'decision-confirmed', at, name: 'by-six' },
    ]);
  });
});
