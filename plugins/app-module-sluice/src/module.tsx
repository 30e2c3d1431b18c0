import { createFrontendModule } from '@backstage/frontend-plugin-api';
import { layout } from './layout';
import { navContent } from './nav';
import { oidcAuthApi, signInPage } from './signIn';
import { darkTheme, lightTheme } from './theme';

/**
 * Themes, layout, navigation and sign-in of the Sluice portal. These attach to the app alone, so they are a module of it.
 *
 * @public
 */
export default createFrontendModule({
  pluginId: 'app',
  extensions: [
    lightTheme,
    darkTheme,
    layout,
    navContent,
    oidcAuthApi,
    signInPage,
  ],
});
