import { entityRefOf, isPipelineResult } from './pipelineDocument';

const document = {
  title: 'finance-daily-close',
  text: '',
  location: '/catalog/default/component/finance-daily-close',
  kind: 'Component',
  type: 'airflow-dag',
};

describe('isPipelineResult', () => {
  it.each([
    ['a pipeline', 'software-catalog', {}, true],
    ['kind in lower case', 'software-catalog', { kind: 'component' }, true],
    ['a service', 'software-catalog', { type: 'service' }, false],
    ['a resource', 'software-catalog', { kind: 'Resource' }, false],
    ['a document without kind', 'software-catalog', { kind: undefined }, false],
    ['a page of documentation', 'techdocs', {}, false],
  ])('%s', (_, type, changes, expected) => {
    expect(
      isPipelineResult({ type, document: { ...document, ...changes } }),
    ).toBe(expected);
  });
});

describe('entityRefOf', () => {
  it.each([
    [document.location, 'component:default/finance-daily-close'],
    ['/portal/catalog/retail/component/a/', 'component:retail/a'],
    ['/catalog/default/system/sales', undefined],
    ['/somewhere', undefined],
  ])('%s → %s', (location, ref) => {
    expect(entityRefOf({ ...document, location })).toBe(ref);
  });
});
