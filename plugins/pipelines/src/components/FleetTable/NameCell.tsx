import { useEffect, useRef } from 'react';
import { styled } from '@mui/material/styles';
import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { FleetRow } from '@sluice/plugin-pipelines-common';
import { refName } from '../../fleet/words';
import { usePipelineLink } from '../../hooks/usePipelineLink';
import { pipelinesTranslationRef } from '../../translation';
import { TwoLines } from './TwoLines';

const NameLink = styled(Link)(({ theme }) => ({
  '&&': { color: theme.palette.text.primary, fontWeight: 600 },
  '&&:hover': { color: theme.palette.primary.main },
}));

/**
 * The name of a pipeline as a link to its page, with what kind of pipeline it is below.
 *
 * @internal
 */
export const NameCell = (props: {
  row: FleetRow;
  /** The grid's own focus: the link takes it, so that Enter opens the page. */
  hasFocus: boolean;
  tabIndex: 0 | -1;
}) => {
  const { row, hasFocus, tabIndex } = props;
  const { t } = useTranslationRef(pipelinesTranslationRef);
  const linkTo = usePipelineLink();
  const link = useRef<HTMLAnchorElement>(null);
  useEffect(() => {
    if (hasFocus) link.current?.focus({ preventScroll: true });
  }, [hasFocus]);
  const kind = [
    row.type,
    row.domain && refName(row.domain),
    row.tier !== undefined && t('fleet.cell.tier', { tier: String(row.tier) }),
    row.lifecycle !== 'production' && row.lifecycle,
    row.discovered && t('fleet.cell.discovered'),
  ].filter(Boolean);
  return (
    <TwoLines
      first={
        <NameLink
          to={linkTo(row.entityRef)}
          ref={link}
          tabIndex={tabIndex}
          title={row.description}
        >
          {row.title ?? row.name}
        </NameLink>
      }
      second={kind.join(' · ')}
    />
  );
};
