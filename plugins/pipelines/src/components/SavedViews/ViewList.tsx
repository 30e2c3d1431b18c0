import { useId } from 'react';
import Check from '@mui/icons-material/Check';
import DeleteOutlined from '@mui/icons-material/DeleteOutlined';
import IconButton from '@mui/material/IconButton';
import { styled } from '@mui/material/styles';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { SavedView } from '../../fleet/savedViews';
import { pipelinesTranslationRef } from '../../translation';

const Section = styled('section')(({ theme }) => ({
  padding: '4px 8px 8px',
  fontSize: 12.5,
  '& h2': {
    margin: '4px 8px',
    fontSize: 11,
    fontWeight: 600,
    letterSpacing: '0.7px',
    textTransform: 'uppercase',
    color: theme.palette.text.secondary,
  },
  '& p': { margin: '2px 8px', color: theme.palette.text.secondary },
  '& ul': { margin: 0, padding: 0, listStyle: 'none' },
  '& li': { display: 'flex', alignItems: 'center' },
}));

const Open = styled('button')(({ theme }) => ({
  all: 'unset',
  boxSizing: 'border-box',
  flex: 1,
  minWidth: 0,
  display: 'flex',
  alignItems: 'center',
  gap: 8,
  minHeight: 30,
  padding: '2px 8px',
  borderRadius: 6,
  cursor: 'pointer',
  overflowWrap: 'anywhere',
  '&:hover': { backgroundColor: theme.palette.action.hover },
  '&:focus-visible': { outline: `2px solid ${theme.palette.primary.main}` },
  '&[aria-current="true"]': { fontWeight: 650 },
}));

/**
 * Some views by name; the one that is shown is ticked.
 *
 * @internal
 */
export const ViewList = (props: {
  title: string;
  /** Said where there are none. */
  empty?: string;
  views: readonly SavedView[];
  /** Query string of what is shown. */
  current: string;
  onOpen: (view: SavedView) => void;
  onRemove?: (view: SavedView) => void;
}) => {
  const { title, empty, views, current, onOpen, onRemove } = props;
  const { t } = useTranslationRef(pipelinesTranslationRef);
  const titleId = useId();
  return (
    <Section aria-labelledby={titleId}>
      <h2 id={titleId}>{title}</h2>
      {views.length === 0 && <p>{empty}</p>}
      <ul>
        {views.map(view => (
          <li key={view.name}>
            <Open
              type="button"
              aria-current={view.search === current}
              onClick={() => onOpen(view)}
            >
              <span style={{ flex: 1 }}>{view.name}</span>
              {view.search === current && (
                <Check sx={{ fontSize: 15 }} aria-hidden />
              )}
            </Open>
            {onRemove && (
              <IconButton
                size="small"
                aria-label={t('fleet.views.remove', { name: view.name })}
                onClick={() => onRemove(view)}
              >
                <DeleteOutlined sx={{ fontSize: 16 }} />
              </IconButton>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
};
