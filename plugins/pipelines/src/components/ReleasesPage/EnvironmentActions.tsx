import { useId, useState } from 'react';
import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import MoreHoriz from '@mui/icons-material/MoreHoriz';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  ReleaseBoardRow,
  UnitEnvironment,
} from '@sluice/plugin-pipelines-common';
import { offersOf } from '../../promotions/offers';
import { releaseName } from '../../promotions/releaseName';
import { deliveryTranslationRef } from '../../translation';
import { RequestDialog, type WhatToRequest } from '../PromotionDialogs';
import { AcknowledgeDialog } from './AcknowledgeDialog';
import { EndHoldDialog } from './EndHoldDialog';
import { HoldDialog } from './HoldDialog';

type Open = WhatToRequest | 'hold' | 'end-hold' | 'acknowledge' | undefined;

/** Promote and roll back in one click, each with its plan first; the rest in a menu. @internal */
export const EnvironmentActions = (props: {
  row: ReleaseBoardRow;
  at: UnitEnvironment;
}) => {
  const { at, row } = props;
  const { t } = useTranslationRef(deliveryTranslationRef);
  const [open, setOpen] = useState<Open>();
  const [anchor, setAnchor] = useState<HTMLElement>();
  const menuId = useId();
  // What Sluice only watches, it neither deploys nor asks about.
  if (row.adoptionLevel === 'observed' || row.adoptionLevel === 'recorded') {
    return null;
  }
  const { environment, hold, promotable, rollback, unmanagedChange } = at;
  const { fix, next } = offersOf(row, at);
  const ask = (what: Omit<WhatToRequest, 'environment' | 'unit'>) =>
    setOpen({ ...what, environment, unit: row.unit });
  const choose = (act: () => void) => () => {
    setAnchor(undefined);
    act();
  };
  const close = () => setOpen(undefined);
  const needsLook = unmanagedChange && !unmanagedChange.acknowledgedAt;
  return (
    <div style={{ display: 'flex', flexWrap: 'wrap', gap: 6 }}>
      {next && (
        <Button
          size="small"
          variant="outlined"
          title={promotable && soakWords(promotable)}
          onClick={() => ask({ mode: 'promote', release: next })}
        >
          {t('releases.act.promote', { name: releaseName(next) })}
        </Button>
      )}
      {needsLook && (
        <Button
          size="small"
          variant="outlined"
          onClick={() => setOpen('acknowledge')}
        >
          {t('releases.act.acknowledge')}
        </Button>
      )}
      {rollback && (
        <Button
          size="small"
          variant="outlined"
          color="error"
          disabled={rollback.disabled !== undefined}
          title={rollback.disabled ?? rollback.reason}
          onClick={() =>
            ask({
              mode: 'rollback',
              release: rollback.release,
              option: rollback,
            })
          }
        >
          {t('releases.act.rollBackTo', {
            name: releaseName(rollback.release),
          })}
        </Button>
      )}
      <IconButton
        size="small"
        className="menu"
        aria-label={t('releases.act.more', { unit: row.unit, environment })}
        aria-haspopup="menu"
        aria-expanded={Boolean(anchor)}
        aria-controls={anchor ? menuId : undefined}
        onClick={event => setAnchor(event.currentTarget)}
      >
        <MoreHoriz fontSize="inherit" />
      </IconButton>
      <Menu
        id={menuId}
        open={Boolean(anchor)}
        anchorEl={anchor}
        onClose={() => setAnchor(undefined)}
      >
        {fix &&
          (['hotfix', 'breakGlass'] as const).map(mode => (
            <MenuItem
              key={mode}
              onClick={choose(() => ask({ mode, release: fix }))}
            >
              {t(`releases.act.${mode}`, { name: releaseName(fix) })}
            </MenuItem>
          ))}
        {hold ? (
          <MenuItem onClick={choose(() => setOpen('end-hold'))}>
            {t('releases.act.endHold')}
          </MenuItem>
        ) : (
          <MenuItem onClick={choose(() => setOpen('hold'))}>
            {t('releases.act.hold')}
          </MenuItem>
        )}
      </Menu>
      {typeof open === 'object' && (
        <RequestDialog what={open} onClose={close} />
      )}
      {open === 'hold' && (
        <HoldDialog unit={row.unit} environment={environment} onClose={close} />
      )}
      {open === 'end-hold' && hold && (
        <EndHoldDialog hold={hold} onClose={close} />
      )}
      {open === 'acknowledge' && unmanagedChange && (
        <AcknowledgeDialog change={unmanagedChange} onClose={close} />
      )}
    </div>
  );

  function soakWords(of: NonNullable<UnitEnvironment['promotable']>) {
    return of.soakHours === undefined || of.soakWantedHours === undefined
      ? undefined
      : t('releases.cell.soak', {
          name: releaseName(of.release),
          hours: String(Math.floor(of.soakHours)),
          wanted: String(of.soakWantedHours),
        });
  }
};
