import type { ReactNode } from 'react';
import CssBaseline from '@mui/material/CssBaseline';
import { styled } from '@mui/material/styles';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { appModuleTranslationRef } from '../translation';

/** Pixels of the navigation at the side. */
export const NAV_WIDTH = 176;

/** Where a keyboard lands that skips the navigation. */
const CONTENT_ID = 'content';

const Grid = styled('div')({
  display: 'grid',
  gridTemplateColumns: `${NAV_WIDTH}px minmax(0, 1fr)`,
  minHeight: '100vh',
  '@media (max-width: 700px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
  '@media print': { display: 'block' },
});

const Content = styled('div')({
  minWidth: 0,
  isolation: 'isolate',
  '&:focus': { outline: 0 },
});

const SkipLink = styled('a')(({ theme }) => ({
  position: 'fixed',
  top: -60,
  left: 8,
  zIndex: theme.zIndex.tooltip,
  padding: '8px 14px',
  borderRadius: 7,
  fontWeight: 600,
  color: theme.palette.primary.contrastText,
  backgroundColor: theme.palette.primary.main,
  '&:focus': { top: 8 },
}));

/**
 * Navigation at the side, the page beside it.
 *
 * @internal
 */
export const Frame = (props: { nav: ReactNode; content: ReactNode }) => {
  const { t } = useTranslationRef(appModuleTranslationRef);
  return (
    <>
      <CssBaseline />
      <SkipLink
        href={`#${CONTENT_ID}`}
        onClick={event => {
          // Not by the address: the router would take it for a navigation.
          event.preventDefault();
          document.getElementById(CONTENT_ID)?.focus();
        }}
      >
        {t('nav.skip')}
      </SkipLink>
      <Grid>
        {props.nav}
        <Content id={CONTENT_ID} tabIndex={-1}>
          {props.content}
        </Content>
      </Grid>
    </>
  );
};
