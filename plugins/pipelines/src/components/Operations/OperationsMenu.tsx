import { useState } from 'react';
import Button from '@mui/material/Button';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  ConsumerGroup,
  OperationKind,
} from '@sluice/plugin-pipelines-common';
import { useOperationKinds } from '../../hooks/useOperations';
import { streamsTranslationRef } from '../../translation';
import { ReplayDialog } from './ReplayDialog';
import { ResetDialog } from './ResetDialog';

/** Those that are about a consumer group. */
const OF_GROUPS = ['reset-offsets', 'replay-dead-letters'] as const;
type Kind = (typeof OF_GROUPS)[number];

/** What the reader may ask for about a group; nothing where that is nothing. @internal */
export const OperationsMenu = (props: { group: ConsumerGroup }) => {
  const { group } = props;
  const { t } = useTranslationRef(streamsTranslationRef);
  const kinds = useOperationKinds(group.cluster);
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const [open, setOpen] = useState<Kind>();
  const offered = OF_GROUPS.filter(kind =>
    kinds?.includes(kind as OperationKind),
  );
  if (offered.length === 0) return null;
  const close = () => setOpen(undefined);
  return (
    <>
      <Button
        size="small"
        variant="outlined"
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        onClick={event => setAnchor(event.currentTarget)}
      >
        {t('operations.menu')}
      </Button>
      <Menu
        open={anchor !== null}
        anchorEl={anchor}
        onClose={() => setAnchor(null)}
      >
        {offered.map(kind => (
          <MenuItem
            key={kind}
            onClick={() => {
              setAnchor(null);
              setOpen(kind);
            }}
          >
            {t(`operations.kind.${kind}`)}
          </MenuItem>
        ))}
      </Menu>
      {open === 'reset-offsets' && (
        <ResetDialog group={group} onClose={close} />
      )}
      {open === 'replay-dead-letters' && (
        <ReplayDialog group={group} onClose={close} />
      )}
    </>
  );
};
