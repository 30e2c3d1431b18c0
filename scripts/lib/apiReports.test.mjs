import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { changedReports, inOrder } from './apiReports.mjs';

/** As TypeScript writes a key: in quotes where it has to. */
const quoted = (/** @type {string} */ key) =>
  /^\w+$/.test(key) ? key : `'${key}'`;

const report = (/** @type {string[]} */ ...keys) =>
  [
    'export const ref: TranslationRef<',
    '  {',
    ...keys.map(key => `    readonly ${quoted(key)}: 'x';`),
    '  }',
    '>;',
    '',
  ].join('\n');

describe('API reports', () => {
  it('put the keys of a translation in order, and nothing else', () => {
    assert.equal(inOrder(report('b', 'a', 'c')), report('a', 'b', 'c'));
    assert.equal(
      inOrder(report('b.x', 'a', 'c.x', 'a.x')),
      inOrder(report('c.x', 'a.x', 'a', 'b.x')),
    );
    assert.equal(inOrder(report()), report());
    const code = 'export function b(): void;\nexport function a(): void;\n';
    assert.equal(inOrder(code), code);
  });

  it('are the same in another order', () => {
    const before = new Map([['plugins/x/report.api.md', report('a', 'b')]]);
    const after = new Map([['plugins/x/report.api.md', report('b', 'a')]]);
    assert.deepEqual(changedReports(before, after), []);
  });

  it('are the same with alternatives in another order, and not with another one', () => {
    const union = (/** @type {string[]} */ ...parts) =>
      `export type T =\n${parts.map(part => `  | ${part}`).join('\n')};\n`;
    const of = (/** @type {string} */ text) =>
      new Map([['plugins/x/report.api.md', text]]);
    const changed = (/** @type {string} */ text) =>
      changedReports(of(union('A<string>', 'B', 'C')), of(text));
    assert.deepEqual(changed(union('B', 'C', 'A<string>')), []);
    assert.equal(changed(union('B', 'C', 'A<number>')).length, 1);
    assert.equal(changed(union('B', 'A<string>')).length, 1);
    assert.deepEqual(
      changedReports(of('z.Literal<1 | 2 | 3>;'), of('z.Literal<2 | 1 | 3>;')),
      [],
    );
    assert.equal(
      changedReports(of('z.Literal<1 | 2 | 3>;'), of('z.Literal<2 | 3>;'))
        .length,
      1,
    );
  });

  it('are named when something is exported that was not, or a report is new or gone', () => {
    const before = new Map([
      ['plugins/x/report.api.md', report('a')],
      ['plugins/gone/report.api.md', report()],
    ]);
    const after = new Map([
      ['plugins/x/report.api.md', report('a', 'b')],
      ['plugins/new/report.api.md', report()],
    ]);
    assert.deepEqual(changedReports(before, after), [
      'plugins/gone/report.api.md',
      'plugins/new/report.api.md',
      'plugins/x/report.api.md',
    ]);
  });
});
