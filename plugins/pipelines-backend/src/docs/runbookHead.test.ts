import { runbookHead } from './runbookHead';

describe('runbookHead', () => {
  it('takes the first heading and the paragraph below it', () => {
    expect(
      runbookHead('x', '# A title\n\nOne line\nand another.\n\n## More\n'),
    ).toEqual({ id: 'x', title: 'A title', summary: 'One line and another.' });
  });

  it.each(['', 'text', '# Title\n\n', '## Title\n\ntext\n'])(
    'refuses %j',
    markdown => {
      expect(() => runbookHead('x', markdown)).toThrow(/runbook x/);
    },
  );
});
