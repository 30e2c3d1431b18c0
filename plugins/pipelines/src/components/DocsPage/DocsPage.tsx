import type { Entity } from '@backstage/catalog-model';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import { useSearchParams } from 'react-router-dom';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { pipelinesTranslationRef } from '../../translation';
import { refOf } from '../../pipeline/isPipeline';
import { DocsPanel } from './DocsPanel';

const PAGES = ['docs', 'runbook'] as const;

/**
 * What a pipeline is for, and what to do when it breaks: the two pages that its entity names.
 *
 * @internal
 */
export const DocsPage = (props: { entity: Entity }) => {
  const { t } = useTranslationRef(pipelinesTranslationRef);
  const [params, setParams] = useSearchParams();
  const page = PAGES.find(name => name === params.get('page')) ?? 'docs';
  return (
    <div style={{ display: 'grid', gap: 12 }}>
      <ToggleButtonGroup
        size="small"
        exclusive
        aria-label={t('docs.pages')}
        value={page}
        onChange={(_, next: (typeof PAGES)[number] | null) =>
          next && setParams({ page: next })
        }
      >
        {PAGES.map(name => (
          <ToggleButton
            key={name}
            value={name}
            sx={{ padding: '3px 14px', fontSize: 12.5, textTransform: 'none' }}
          >
            {t(`docs.${name}`)}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
      <DocsPanel
        entityRef={refOf(props.entity)}
        page={page}
        annotations={props.entity.metadata.annotations ?? {}}
      />
    </div>
  );
};
