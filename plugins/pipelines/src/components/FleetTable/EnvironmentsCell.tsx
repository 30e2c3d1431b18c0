import { styled } from '@mui/material/styles';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { FleetRow } from '@sluice/plugin-pipelines-common';
import {
  FLEET_STATUS_LOOK,
  StatusGlyph,
  useStatusLabel,
  useStatusReason,
} from '@sluice/plugin-pipelines-react';
import { pipelinesTranslationRef } from '../../translation';

const Chip = styled('li')(({ theme }) => ({
  display: 'inline-flex',
  alignItems: 'center',
  gap: 4,
  padding: '0 5px',
  borderRadius: 4,
  border: `1px solid ${theme.palette.divider}`,
  fontSize: 10.5,
  lineHeight: 1.6,
  // Not seen, but read out.
  '& [data-hidden]': {
    position: 'absolute',
    width: 1,
    height: 1,
    overflow: 'hidden',
    clipPath: 'inset(50%)',
  },
  '&[data-main]': { borderColor: theme.palette.primary.main },
}));

const List = styled('ul')({
  display: 'flex',
  gap: 3,
  margin: 0,
  padding: 0,
  listStyle: 'none',
});

/**
 * Every environment a pipeline was seen in, with its status there. The one that the row is about has the accent.
 *
 * @internal
 */
export const EnvironmentsCell = (props: {
  row: FleetRow;
  /** Only the one that the row is about has its name written out; the others say theirs on hover. */
  isShort: boolean;
}) => {
  const { environments, environment } = props.row;
  const { isShort } = props;
  const { t } = useTranslationRef(pipelinesTranslationRef);
  const labelOf = useStatusLabel();
  const reasonOf = useStatusReason();
  if (environments.length === 0) return <span>—</span>;
  return (
    <List>
      {environments.map(({ name, status, statusReason }) => {
        const label = labelOf({ kind: 'fleet', state: status });
        return (
          <Chip
            key={name}
            data-main={name === environment || undefined}
            title={t('fleet.cell.environment', {
              name,
              status: label,
              reason: reasonOf(statusReason),
            })}
          >
            <StatusGlyph
              {...FLEET_STATUS_LOOK[status]}
              label={label}
              size={8}
            />
            <span data-hidden={(isShort && name !== environment) || undefined}>
              {name}
            </span>
          </Chip>
        );
      })}
    </List>
  );
};
