import { useMemo, useState } from 'react';
import BookmarksOutlined from '@mui/icons-material/BookmarksOutlined';
import Button from '@mui/material/Button';
import Popover from '@mui/material/Popover';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { formatFleetView, parseFleetView } from '../../fleet/fleetView';
import type { FleetView } from '../../fleet/fleetView';
import {
  builtInViews,
  isSavedViews,
  withView,
  type SavedView,
} from '../../fleet/savedViews';
import { useOwnershipRefs } from '../../hooks/useOwnershipRefs';
import { useStoredValue } from '../../hooks/useStoredValue';
import { pipelinesTranslationRef } from '../../translation';
import { SaveViewDialog } from './SaveViewDialog';
import { ViewList } from './ViewList';

const NO_VIEWS: SavedView[] = [];

/**
 * What {@link SavedViews} works on.
 *
 * @internal
 */
export type SavedViewsProps = {
  view: FleetView;
  onView: (view: FleetView) => void;
};

/**
 * Views with a name: open one, save what is shown as one, delete one. They are kept for the user.
 *
 * @internal
 */
export const SavedViews = (props: SavedViewsProps) => {
  const { view, onView } = props;
  const { t } = useTranslationRef(pipelinesTranslationRef);
  const [views, setViews] = useStoredValue(
    'fleet-views',
    isSavedViews,
    NO_VIEWS,
  );
  const { data: ownershipRefs = [] } = useOwnershipRefs();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const [isSaving, setIsSaving] = useState(false);
  const search = formatFleetView(view).toString();
  const builtIn = useMemo(
    () =>
      builtInViews(ownershipRefs).map(({ key, view: shown }) => ({
        name: t(`fleet.views.builtInName.${key}`),
        search: formatFleetView(shown).toString(),
      })),
    [ownershipRefs, t],
  );

  const open = (chosen: SavedView) => {
    setAnchor(null);
    onView(parseFleetView(new URLSearchParams(chosen.search)));
  };

  return (
    <>
      <Button
        size="small"
        variant="outlined"
        color="inherit"
        sx={{ borderColor: 'divider' }}
        startIcon={<BookmarksOutlined />}
        aria-haspopup="dialog"
        aria-expanded={Boolean(anchor)}
        onClick={event => setAnchor(event.currentTarget)}
      >
        {t('fleet.views.menu')}
      </Button>
      <Button
        size="small"
        variant="contained"
        disableElevation
        onClick={() => setIsSaving(true)}
      >
        {t('fleet.views.save')}
      </Button>
      <Popover
        open={Boolean(anchor)}
        anchorEl={anchor}
        onClose={() => setAnchor(null)}
        anchorOrigin={{ vertical: 'bottom', horizontal: 'right' }}
        transformOrigin={{ vertical: 'top', horizontal: 'right' }}
        PaperProps={{
          role: 'dialog',
          'aria-label': t('fleet.views.menu'),
          sx: { width: 280, py: 1 },
        }}
      >
        <ViewList
          title={t('fleet.views.yours')}
          empty={t('fleet.views.noneYet')}
          views={views}
          current={search}
          onOpen={open}
          onRemove={({ name }) =>
            setViews(views.filter(other => other.name !== name))
          }
        />
        <ViewList
          title={t('fleet.views.builtIn')}
          views={builtIn}
          current={search}
          onOpen={open}
        />
      </Popover>
      {isSaving && (
        <SaveViewDialog
          taken={views.map(({ name }) => name)}
          onClose={() => setIsSaving(false)}
          onSave={name => {
            setViews(withView(views, { name, search }));
            setIsSaving(false);
          }}
        />
      )}
    </>
  );
};
