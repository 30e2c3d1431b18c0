import { styled } from '@mui/material/styles';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Source } from '@sluice/plugin-pipelines-common';
import { Instant, ToneChip } from '@sluice/plugin-pipelines-react';
import { sourcesMessages } from '../../translations/sources';
import { pipelinesTranslationRef } from '../../translation';

type IssueKind = keyof typeof sourcesMessages.issueKind;

const List = styled('ul')({
  margin: 0,
  padding: 0,
  listStyle: 'none',
  display: 'flex',
  flexDirection: 'column',
  gap: 10,
});

const Head = styled('div')({
  display: 'flex',
  flexWrap: 'wrap',
  alignItems: 'center',
  gap: 8,
});

const Trace = styled('pre')(({ theme }) => ({
  margin: '4px 0 0',
  padding: '8px 12px',
  maxHeight: 280,
  overflow: 'auto',
  borderRadius: 6,
  border: `1px solid ${theme.palette.divider}`,
  backgroundColor: theme.palette.background.default,
  fontFamily: '"JetBrains Mono", Menlo, Consolas, monospace',
  fontSize: 11.5,
  lineHeight: 1.5,
  whiteSpace: 'pre-wrap',
  overflowWrap: 'anywhere',
}));

/**
 * What a source reports besides runs, such as a DAG file that doesn't import. A trace is shown as the text that it is:
 * it comes from files of others, so it is never taken for HTML.
 *
 * @internal
 */
export const SourceIssues = (props: {
  title: string;
  issues: Source['issues'];
}) => {
  const { title, issues } = props;
  const { t } = useTranslationRef(pipelinesTranslationRef);
  const kindOf = (kind: string) =>
    kind in sourcesMessages.issueKind
      ? t(`sources.issueKind.${kind as IssueKind}`)
      : kind;
  return (
    <List aria-label={t('sources.issuesOf', { title })}>
      {issues.map((issue, index) => (
        <li key={`${issue.kind} ${issue.title} ${index}`}>
          <Head>
            <ToneChip tone="warn" glyph="triangle">
              {kindOf(issue.kind)}
            </ToneChip>
            <strong style={{ overflowWrap: 'anywhere' }}>{issue.title}</strong>
            {issue.pipeline && <span>{issue.pipeline}</span>}
            {issue.at && <Instant instant={issue.at} />}
          </Head>
          <Trace
            // A long trace scrolls, so the keyboard has to reach it.
            tabIndex={0}
            aria-label={issue.title}
            role="group"
          >
            {issue.message}
          </Trace>
        </li>
      ))}
    </List>
  );
};
