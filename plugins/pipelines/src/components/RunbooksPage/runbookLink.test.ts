import { runbookLink } from './runbookLink';

const base = '/pipelines/runbooks';

describe('runbookLink', () => {
  it.each([
    ['failed-dag.md', undefined, '/pipelines/runbooks/failed-dag'],
    [
      'failed-dag.md#roll-back',
      undefined,
      '/pipelines/runbooks/failed-dag#roll-back',
    ],
    ['https://example.com/a.md', undefined, 'https://example.com/a.md'],
    ['#verify', undefined, '#verify'],
    [
      'b.md',
      'https://git.example.com/runbooks/a.md',
      'https://git.example.com/runbooks/b.md',
    ],
  ])('%s', (href, url, expected) => {
    expect(runbookLink(href, { base, url })).toBe(expected);
  });
});
