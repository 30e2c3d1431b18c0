import { screen } from '@testing-library/react';
import { renderInTestApp } from '@backstage/test-utils';
import { MarkdownArticle } from './MarkdownArticle';

describe('MarkdownArticle', () => {
  it('shows Markdown with its links led elsewhere, and no script of it', async () => {
    await renderInTestApp(
      <MarkdownArticle
        markdown={
          '## Verify\n\n[more](x.md)\n\n<script>document.title = "x"</script>'
        }
        linkTo={href => `/there/${href}`}
      />,
    );
    expect(screen.getByRole('heading', { name: 'Verify' })).toBeVisible();
    expect(screen.getByRole('link', { name: 'more' })).toHaveAttribute(
      'href',
      '/there/x.md',
    );
    expect(document.querySelector('article script')).toBeNull();
  });
});
