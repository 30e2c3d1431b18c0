import { styled } from '@mui/material/styles';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useEntity } from '@backstage/plugin-catalog-react';
import type { EntityContentLayoutProps } from '@backstage/plugin-catalog-react/alpha';
import { PipelinesQueryProvider } from '../../api';
import { pipelinesTranslationRef } from '../../translation';
import { PipelineOverview } from '../PipelineOverview';

const More = styled('details')(({ theme }) => ({
  marginTop: 16,
  '& > summary': {
    cursor: 'pointer',
    fontSize: 12.5,
    fontWeight: 600,
    color: theme.palette.text.secondary,
  },
  '& > div': {
    marginTop: 12,
    display: 'grid',
    gap: 12,
    gridTemplateColumns: 'repeat(auto-fit, minmax(420px, 1fr))',
    alignItems: 'start',
  },
}));

/**
 * The overview of a pipeline: ours in full, and the cards of other plugins one click away.
 *
 * @internal
 */
export const PipelineLayout = (props: EntityContentLayoutProps) => {
  const { t } = useTranslationRef(pipelinesTranslationRef);
  const { entity } = useEntity();
  return (
    <>
      <PipelinesQueryProvider>
        <PipelineOverview entity={entity} />
      </PipelinesQueryProvider>
      {props.cards.length > 0 && (
        <More>
          <summary>
            {t('pipeline.overview.more')} ({props.cards.length})
          </summary>
          <div>
            {props.cards.map((card, index) => (
              <div key={card.element.key ?? index}>{card.element}</div>
            ))}
          </div>
        </More>
      )}
    </>
  );
};
