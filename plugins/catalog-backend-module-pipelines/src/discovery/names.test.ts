import { KubernetesValidatorFunctions } from '@backstage/catalog-model';
import fc from 'fast-check';
import { Named, assignNames, plainName } from './names';

const dag = (externalId: string): Named => ({
  technology: 'airflow',
  externalId,
});
const job = (externalId: string): Named => ({
  technology: 'spark',
  externalId,
});

function namesOf(definitions: Named[], taken: string[] = []) {
  const names = assignNames(definitions, name => taken.includes(name));
  return definitions.map(d => names.get(`${d.technology}:${d.externalId}`));
}

describe('plainName', () => {
  it.each([
    ['orders_daily.v2', 'orders_daily.v2'],
    ['Orders Daily', 'orders-daily'],
    ['finance/tag:close', 'finance-tag-close'],
    ['__private__', 'private'],
    ['Übersicht für März', 'ubersicht-fur-marz'],
    ['a'.repeat(63), 'a'.repeat(63)],
    ['a'.repeat(64), undefined],
    ['売上', undefined],
    ['sales_売上', undefined],
    ['straße', undefined],
    ['---', undefined],
    ['', undefined],
  ])('%p becomes %p', (externalId, expected) => {
    expect(plainName(externalId)).toBe(expected);
  });
});

describe('assignNames', () => {
  it('gives plain names where it can', () => {
    expect(namesOf([dag('orders'), job('clicks')])).toEqual([
      'orders',
      'clicks',
    ]);
  });

  it('lets the one whose id is the name keep it', () => {
    const [exact, other] = namesOf([dag('orders'), dag('Orders')]);
    expect(exact).toBe('orders');
    expect(other).toMatch(/^orders-[0-9a-f]{10}$/);
  });

  it('tells the same id in two technologies apart', () => {
    const [first, second] = namesOf([dag('orders'), job('orders')]);
    expect(first).toMatch(/^orders-[0-9a-f]{10}$/);
    expect(second).toMatch(/^orders-[0-9a-f]{10}$/);
    expect(first).not.toBe(second);
  });

  it('leaves a name to whom it belongs in the catalog', () => {
    expect(namesOf([dag('orders')], ['orders'])[0]).toMatch(
      /^orders-[0-9a-f]{10}$/,
    );
  });

  it('tells ids in other scripts apart, and ids that only differ at the end', () => {
    const [sales, stock, long1, long2] = namesOf([
      dag('売上'),
      dag('在庫'),
      dag(`${'x'.repeat(80)}1`),
      dag(`${'x'.repeat(80)}2`),
    ]);
    expect(sales).toMatch(/^airflow-[0-9a-f]{10}$/);
    expect(stock).toMatch(/^airflow-[0-9a-f]{10}$/);
    expect(sales).not.toBe(stock);
    expect(long1).toHaveLength(63);
    expect(long1).not.toBe(long2);
  });

  it('gives everything a valid name of its own, whatever the order', () => {
    const definitions = fc.uniqueArray(
      fc.record({
        technology: fc.constantFrom('airflow', 'spark', 'dbt', '売'),
        externalId: fc.oneof(
          fc.string({ unit: 'binary', maxLength: 80 }),
          fc.string({ unit: fc.constantFrom('a', 'A', '_', '-', 'ä') }),
        ),
      }),
      { selector: d => `${d.technology}:${d.externalId}` },
    );
    fc.assert(
      fc.property(definitions, list => {
        const names = assignNames(list);
        expect(new Set(names.values()).size).toBe(list.length);
        for (const name of names.values()) {
          expect(KubernetesValidatorFunctions.isValidObjectName(name)).toBe(
            true,
          );
        }
        const reversed = assignNames([...list].reverse());
        expect(Object.fromEntries(reversed)).toEqual(Object.fromEntries(names));
      }),
    );
  });
});
