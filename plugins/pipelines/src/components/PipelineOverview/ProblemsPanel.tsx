import { styled } from '@mui/material/styles';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  Panel,
  RelativeTime,
  StatusGlyph,
  ToneChip,
} from '@sluice/plugin-pipelines-react';
import type { DefinitionProblem } from '../../pipeline/problems';
import { pipelinesTranslationRef } from '../../translation';

const List = styled('ul')({
  listStyle: 'none',
  margin: 0,
  padding: 0,
  display: 'grid',
  gap: 8,
});

const Item = styled('li')({
  display: 'grid',
  gridTemplateColumns: 'max-content minmax(0, 1fr) max-content',
  gap: 10,
  alignItems: 'baseline',
  overflowWrap: 'anywhere',
});

const Note = styled('span')(({ theme }) => ({
  color: theme.palette.text.secondary,
  whiteSpace: 'nowrap',
}));

/** What is wrong with the definition, who says so and since when. Nothing shows where nothing is wrong. @internal */
export const ProblemsPanel = (props: { problems: DefinitionProblem[] }) => {
  const { problems } = props;
  const { t } = useTranslationRef(pipelinesTranslationRef);
  const kindLabel = useKindLabel();
  if (problems.length === 0) return null;
  const isSerious = problems.some(problem => problem.level === 'error');
  return (
    <Panel
      title={
        <span style={{ display: 'inline-flex', gap: 8, alignItems: 'center' }}>
          <StatusGlyph
            glyph={isSerious ? 'square' : 'triangle'}
            tone={isSerious ? 'bad' : 'warn'}
          />
          {t('pipeline.overview.problems.title', { count: problems.length })}
        </span>
      }
    >
      <List>
        {problems.map((problem, index) => (
          <Item key={index}>
            <ToneChip
              tone={problem.level === 'error' ? 'bad' : 'warn'}
              glyph={problem.level === 'error' ? 'square' : 'triangle'}
            >
              {kindLabel(problem.kind)}
            </ToneChip>
            <span>
              {problem.message || t('pipeline.overview.problems.orphan')}
            </span>
            <Note>
              {problem.source
                ? t('pipeline.overview.problems.source', {
                    source: problem.source,
                  })
                : t('pipeline.overview.problems.catalog')}
              {problem.at && (
                <>
                  {' · '}
                  <RelativeTime instant={problem.at} />
                </>
              )}
            </Note>
          </Item>
        ))}
      </List>
    </Panel>
  );
};

const KINDS = [
  'duplicate-binding',
  'import-error',
  'dag-warning',
  'gone',
  'clock-skew',
  'validation',
  'processing',
  'orphan',
] as const;

function useKindLabel(): (kind: string) => string {
  const { t } = useTranslationRef(pipelinesTranslationRef);
  return kind => {
    const known = KINDS.find(candidate => candidate === kind);
    // A source may report a kind that this version has no word for: its own word is better than none.
    return known ? t(`pipeline.overview.problems.kind.${known}`) : kind;
  };
}
