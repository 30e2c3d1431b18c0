import Skeleton from '@mui/material/Skeleton';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { pipelinesReactTranslationRef } from '../../translation';
import { Panel } from './Panel';

/**
 * A panel whose content is on its way.
 *
 * @public
 */
export const PanelSkeleton = (props: {
  title?: string;
  /** How many lines to stand in for; 3 without. */
  lines?: number;
}) => {
  const { title, lines = 3 } = props;
  const { t } = useTranslationRef(pipelinesReactTranslationRef);
  return (
    <Panel title={title} label={t('loading')}>
      <div aria-busy="true" aria-label={t('loading')} role="status">
        {Array.from({ length: lines }, (_, index) => (
          <Skeleton
            key={index}
            variant="text"
            width={`${90 - ((index * 17) % 40)}%`}
            height={20}
          />
        ))}
      </div>
    </Panel>
  );
};
