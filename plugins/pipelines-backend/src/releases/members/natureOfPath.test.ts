import { natureOfPath } from './natureOfPath';

describe('natureOfPath', () => {
  it.each([
    ['README.md', 'docs'],
    ['docs/guide.rst', 'docs'],
    ['requirements.txt', 'code'],
    ['docs/conf.py', 'code'],
    ['tests/dags/test_close.py', 'tests'],
    ['dags/test_close.py', 'tests'],
    ['dags/latest_close.py', 'code'],
    ['dags/contests/x.py', 'code'],
    ['src/a.test.ts', 'tests'],
  ])('takes %s for %s', (path, nature) => {
    expect(natureOfPath(path)).toBe(nature);
  });
});
