import { styled } from '@mui/material/styles';
import { useRouteRefParams, useRouteRef } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import type { EntityHeaderLayoutProps } from '@backstage/plugin-catalog-react/alpha';
import { Link } from 'react-router-dom';
import { pipelinesTranslationRef } from '../../translation';
import { headerTabs } from './headerTabs';

const Bar = styled('nav')(({ theme }) => ({
  display: 'flex',
  gap: 22,
  overflowX: 'auto',
  margin: '8px 0 0',
  borderBottom: `1px solid ${theme.palette.divider}`,
  '& a': {
    padding: '7px 0 8px',
    fontSize: 13,
    fontWeight: 600,
    whiteSpace: 'nowrap',
    textDecoration: 'none',
    color: theme.palette.text.secondary,
  },
  '& a:hover': { color: theme.palette.text.primary },
  '& a:focus-visible': {
    outline: `2px solid ${theme.palette.primary.main}`,
    outlineOffset: -2,
    borderRadius: 4,
  },
  '& a[aria-current="page"]': {
    color: theme.palette.text.primary,
    boxShadow: `inset 0 -2px 0 ${theme.palette.primary.main}`,
  },
}));

/** The parts of the page. Each has an address, so they are links and not tabs in the sense of ARIA. @internal */
export const HeaderTabs = (props: EntityHeaderLayoutProps) => {
  const { t } = useTranslationRef(pipelinesTranslationRef);
  const params = useRouteRefParams(entityRouteRef);
  const root = useRouteRef(entityRouteRef)(params);
  return (
    <Bar aria-label={t('pipeline.header.tabs')}>
      {headerTabs(props.tabs).map(({ id, label, href }) => (
        <Link
          key={id}
          to={href ? `${root}/${href}` : root}
          aria-current={id === props.activeTabId ? 'page' : undefined}
        >
          {label}
        </Link>
      ))}
    </Bar>
  );
};
