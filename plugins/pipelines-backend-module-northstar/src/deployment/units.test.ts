import { ENVIRONMENTS, membersOf, UNITS } from './units';

describe('the release units of Northstar', () => {
  it('are of one technology each', () => {
    for (const unit of UNITS) {
      const types = new Set(membersOf(unit).map(({ type }) => type));
      expect([unit, types.size]).toEqual([unit, 1]);
    }
  });

  it('are bundles, projects, jars and images', () => {
    expect(UNITS).toContain('northstar-dags-finance');
    expect(UNITS).toContain('northstar-dbt-commerce');
    expect(UNITS).toContain('spark-web');
    expect(UNITS).toContain('orders-enrichment');
    expect(membersOf('no-such-unit')).toEqual([]);
  });

  it('are deployed to three environments, production last', () => {
    expect(ENVIRONMENTS).toEqual(['dev', 'staging', 'prod']);
  });
});
