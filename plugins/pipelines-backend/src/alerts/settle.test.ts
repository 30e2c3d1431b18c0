import type { Condition } from './alertRecords';
import { settling } from './settle';

const NOW = '2026-11-21T06:00:00.000Z';

const condition = (more: Partial<Condition>) =>
  ({ id: 'c1', kind: 'source-silent', ...more } as Condition);

describe('settling', () => {
  it.each<[string, Partial<Condition>, string | undefined]>([
    ['gone just now', {}, NOW],
    [
      'gone for a minute',
      { goneAt: '2026-11-21T05:59:00.000Z' },
      '2026-11-21T05:59:00.000Z',
    ],
    ['gone for two', { goneAt: '2026-11-21T05:58:00.000Z' }, undefined],
    ['data that arrived', { kind: 'missed-deadline' }, undefined],
    ['a source that answers', { kind: 'source-unreadable' }, undefined],
    ['a forecast', { kind: 'will-miss' }, NOW],
  ])('%s', (_, more, goneAt) => {
    expect(settling([condition(more)], [], NOW).map(c => c.goneAt)).toEqual(
      goneAt === undefined ? [] : [goneAt],
    );
  });

  it('leaves what is found again alone', () => {
    const again = condition({ goneAt: '2026-11-21T05:59:00.000Z' });
    expect(settling([again], [condition({})], NOW)).toEqual([]);
  });
});
