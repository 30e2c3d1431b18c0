import { currentHref } from './groups';

const hrefs = ['/', '/pipelines', '/pipelines/sources', '/catalog'];

describe('currentHref', () => {
  it.each([
    ['/', '/'],
    ['/pipelines', '/pipelines'],
    ['/pipelines/sources', '/pipelines/sources'],
    ['/pipelines/sources/airflow', '/pipelines/sources'],
    ['/catalog/default/component/x', '/catalog'],
    ['/catalogue', undefined],
    ['/elsewhere', undefined],
  ])('at %s it is %s', (pathname, expected) => {
    expect(currentHref(pathname, hrefs)).toBe(expected);
  });

  it('is the item that a page without one stands under', () => {
    const aliases = new Map([['/pipelines/promotions', '/pipelines/sources']]);
    expect(currentHref('/pipelines/promotions/7', hrefs, aliases)).toBe(
      '/pipelines/sources',
    );
    expect(currentHref('/pipelines/others', hrefs, aliases)).toBe('/pipelines');
    expect(currentHref('/elsewhere', hrefs, aliases)).toBeUndefined();
  });
});
