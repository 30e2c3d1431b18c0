import { docsLink } from './docsLink';

const file = {
  location: './docs/close.md',
  docs: './docs/close.md',
  runbook: './runbooks/ledger.md',
};
const web = { location: 'https://example.com/docs/close.md' };

describe('docsLink', () => {
  it.each([
    ['an address', 'https://example.com', file, 'https://example.com'],
    ['a mail address', 'mailto:a@example.com', file, 'mailto:a@example.com'],
    ['a place on the page', '#steps', file, '#steps'],
    ['the runbook', '../runbooks/ledger.md#steps', file, '?page=runbook'],
    ['the docs', '../docs/close.md', file, '?page=docs'],
    ['a neighbour of a file', 'other.md', file, 'other.md'],
    ['a neighbour on the web', '../x.md', web, 'https://example.com/x.md'],
  ])('%s', (_, href, pages, expected) => {
    expect(docsLink(href, pages)).toBe(expected);
  });
});
