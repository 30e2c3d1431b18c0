import type { SourceChange } from '../observations';
import { sourceChanges } from './sourceChanges';

const at = '2026-11-20T04:00:00.000Z';

describe('sourceChanges', () => {
  it.each<[Pick<SourceChange, 'field' | 'before' | 'after'>, object]>([
    [
      { field: 'readable', before: 'true', after: 'false' },
      { code: 'source-unreadable' },
    ],
    [
      { field: 'readable', before: 'false', after: 'true' },
      { code: 'source-back' },
    ],
    [
      { field: 'version', before: '2.10.5', after: '2.11.2' },
      { code: 'source-version', before: '2.10.5', after: '2.11.2' },
    ],
  ])('%j', (change, reason) => {
    expect(
      sourceChanges([{ sourceId: 'a', at, ...change }], () => 'Airflow prod'),
    ).toEqual([
      { kind: 'source', at, reason: { at, name: 'Airflow prod', ...reason } },
    ]);
  });
});
