import { datasetOf, matches, readPattern } from './patterns';

const table = (name: string) => {
  const [database, schema, own] = name.split('.');
  return { database, schema, table: own };
};

describe('a pattern of tables', () => {
  it.each([
    ['FINANCE.*', 'DB.FINANCE.T', true],
    ['finance.*', 'DB.FINANCE.T', true],
    ['FINANCE.*', 'DB.FINANCE2.T', false],
    ['FINANCE.*', 'OTHER.FINANCE.T', false],
    ['OTHER.FINANCE.*', 'OTHER.FINANCE.T', true],
    ['*.FCT_*', 'DB.ANY.FCT_ORDERS', true],
    ['*.FCT_*', 'DB.ANY.DIM_ORDERS', false],
    ['RAW.*_DAILY', 'DB.RAW.ORDERS_DAILY', true],
    ['RAW.*_DAILY', 'DB.RAW.ORDERS_DAILY_2', false],
    ['RAW.A*B*C', 'DB.RAW.AxxBxxC', true],
    ['RAW.A*BA', 'DB.RAW.ABA', true],
    ['RAW.AB*BA', 'DB.RAW.ABA', false],
    ['RAW."a*"', 'DB.RAW.ab', true],
    ['RAW.ORDERS', 'DB.RAW.ORDERS', true],
    ['RAW.ORDERS', 'DB.RAW.orders', false],
  ])('%s takes %s: %s', (pattern, name, expected) => {
    expect(matches(readPattern(pattern, 'DB'), table(name))).toBe(expected);
  });

  it('answers soon, however many stars it has', () => {
    const pattern = readPattern(`RAW.${'*A'.repeat(40)}B`, 'DB');
    expect(matches(pattern, table(`DB.RAW.${'A'.repeat(250)}`))).toBe(false);
  });

  it('calls what it finds by its database only if it names one', () => {
    const found = table('DB.RAW.Odd one');
    expect(datasetOf(readPattern('RAW.*', 'DB'), found)).toBe('RAW."Odd one"');
    expect(datasetOf(readPattern('DB.RAW.*', 'DB'), found)).toBe(
      'DB.RAW."Odd one"',
    );
  });

  it.each([
    ['*', 'has 1 parts'],
    ['*.RAW.*', 'has a * in its database'],
    ['RAW.', 'is not a name'],
    ['RAW.x; drop', 'is not a name'],
  ])('refuses %s', (text, message) => {
    expect(() => readPattern(text, 'DB')).toThrow(message);
  });
});
