import { useId, useState } from 'react';
import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import MoreVert from '@mui/icons-material/MoreVert';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { PipelineOverview } from '@sluice/plugin-pipelines-common';
import { useSearchParams } from 'react-router-dom';
import { pipelinesTranslationRef } from '../../translation';

/** How many ways out are buttons; the others stand on the overview. */
const MAX_BUTTONS = 3;

/** The pipeline at its sources, its runbook, and what only the curious need. @internal */
export const HeaderActions = (props: { links: PipelineOverview['links'] }) => {
  const links = props.links.filter(
    ({ url }, index, all) => all.findIndex(l => l.url === url) === index,
  );
  const { t } = useTranslationRef(pipelinesTranslationRef);
  const [, setParams] = useSearchParams();
  const menuId = useId();
  const [anchor, setAnchor] = useState<HTMLElement>();
  return (
    <span style={{ display: 'inline-flex', gap: 8, alignItems: 'center' }}>
      {links.slice(0, MAX_BUTTONS).map(({ title, url }) => (
        <Button
          key={url}
          size="small"
          variant="outlined"
          color="inherit"
          href={url}
          target="_blank"
          rel="noopener noreferrer"
          sx={{ borderColor: 'divider', backgroundColor: 'background.paper' }}
        >
          {title}
        </Button>
      ))}
      <IconButton
        size="small"
        aria-label={t('pipeline.header.more')}
        aria-haspopup="menu"
        aria-expanded={Boolean(anchor)}
        aria-controls={anchor ? menuId : undefined}
        onClick={event => setAnchor(event.currentTarget)}
      >
        <MoreVert fontSize="small" />
      </IconButton>
      <Menu
        id={menuId}
        anchorEl={anchor}
        open={Boolean(anchor)}
        onClose={() => setAnchor(undefined)}
      >
        <MenuItem
          onClick={() => {
            setAnchor(undefined);
            setParams(params => {
              const next = new URLSearchParams(params);
              next.set('inspect', 'overview');
              return next;
            });
          }}
        >
          {t('pipeline.header.inspect')}
        </MenuItem>
      </Menu>
    </span>
  );
};
