import { SignInPageBlueprint } from '@backstage/plugin-app-react';

/** The sign-in page in place of the app's own. @internal */
export const signInPage = SignInPageBlueprint.make({
  params: {
    loader: () => import('./SluiceSignInPage').then(m => m.SluiceSignInPage),
  },
});
