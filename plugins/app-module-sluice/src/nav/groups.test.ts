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
});
