import type { ReactNode } from 'react';
import { ThemeBlueprint } from '@backstage/plugin-app-react';
import { UnifiedThemeProvider } from '@backstage/theme';
import DarkIcon from '@mui/icons-material/DarkModeOutlined';
import LightIcon from '@mui/icons-material/LightModeOutlined';
import GlobalStyles from '@mui/material/GlobalStyles';
import { backstageUiVariables } from './backstageUi';
import { createSluiceTheme } from './createSluiceTheme';

/** The value of `data-theme-name` on the body while one of our themes is on. */
const THEME_NAME = 'sluice';

function createProvider(mode: 'light' | 'dark') {
  const theme = createSluiceTheme(mode);
  const styles = backstageUiVariables(mode);
  return (props: { children: ReactNode }) => (
    <UnifiedThemeProvider theme={theme} themeName={THEME_NAME}>
      <GlobalStyles
        styles={{
          [`body[data-theme-name='${THEME_NAME}']`]: styles,
          ':root': { colorScheme: mode },
          // A pipeline's page has a head of its own, which says where it belongs.
          'body:has([data-pipeline-header]) .bui-PluginHeader': {
            display: 'none',
          },
        }}
      />
      {props.children}
    </UnifiedThemeProvider>
  );
}

/** Stands in for the stock light theme. @internal */
export const lightTheme = ThemeBlueprint.make({
  name: 'light',
  params: {
    theme: {
      id: 'light',
      title: 'Light',
      variant: 'light',
      icon: <LightIcon />,
      Provider: createProvider('light'),
    },
  },
});

/** Stands in for the stock dark theme. @internal */
export const darkTheme = ThemeBlueprint.make({
  name: 'dark',
  params: {
    theme: {
      id: 'dark',
      title: 'Dark',
      variant: 'dark',
      icon: <DarkIcon />,
      Provider: createProvider('dark'),
    },
  },
});
