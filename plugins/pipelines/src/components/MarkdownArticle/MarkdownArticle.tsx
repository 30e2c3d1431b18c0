import { MarkdownContent } from '@backstage/core-components';
import { styled } from '@mui/material/styles';

const Text = styled('article')(({ theme }) => ({
  maxWidth: '82ch',
  fontSize: 13.5,
  lineHeight: 1.6,
  '& h1': { fontSize: 20, margin: '4px 0 10px' },
  '& h2': { fontSize: 16, margin: '20px 0 6px' },
  '& h3': { fontSize: 14, margin: '16px 0 4px' },
  '& table': { fontSize: 12.5 },
  '& table th, & table td': {
    padding: '6px 10px',
    lineHeight: 1.45,
    textAlign: 'left',
    verticalAlign: 'top',
  },
  // Lines are broken rather than scrolled, which the keyboard couldn't; the colours of the highlighting are too faint to be read.
  '& pre': {
    whiteSpace: 'pre-wrap !important',
    overflowWrap: 'anywhere',
    backgroundColor: `${theme.palette.background.default} !important`,
    color: `${theme.palette.text.primary} !important`,
  },
  '& pre code': { whiteSpace: 'pre-wrap !important' },
  '& pre span': { color: 'inherit !important' },
  '& ul, & ol': { paddingLeft: 24 },
  '& blockquote': {
    margin: '0 0 12px',
    padding: '2px 12px',
    borderLeft: `3px solid ${theme.palette.divider}`,
    color: theme.palette.text.secondary,
  },
  '& blockquote p': { margin: 0 },
  // Within text, colour alone wouldn't tell a link.
  '& a': { textDecoration: 'underline' },
}));

/** A page in Markdown, as it is written. @internal */
export const MarkdownArticle = (props: {
  markdown: string;
  /** Where a link of the page leads. */
  linkTo: (href: string) => string;
}) => (
  <Text>
    <MarkdownContent
      content={props.markdown}
      dialect="gfm"
      transformLinkUri={props.linkTo}
    />
  </Text>
);
