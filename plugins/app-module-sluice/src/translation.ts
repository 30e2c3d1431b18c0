import { createTranslationRef } from '@backstage/frontend-plugin-api';

/**
 * The words of navigation and sign-in.
 *
 * @public
 */
export const appModuleTranslationRef = createTranslationRef({
  id: 'app-module-sluice',
  messages: {
    nav: {
      label: 'Main',
      home: 'Sluice, home',
      skip: 'Skip to content',
      groups: {
        observe: 'Observe',
        change: 'Change',
        prove: 'Prove',
        browse: 'Browse',
      },
      notifications: 'Notifications',
      unread: '{{number}} unread',
      waiting: '{{number}} wait for your decision',
      account: 'Account of {{name}}',
      signedInAs: 'Signed in as {{name}}',
      settings: 'Settings',
      signOut: 'Sign out',
    },
    signIn: {
      title: 'Sign in',
      demo: {
        title: 'Who do you want to be?',
        subtitle:
          'A demo with made-up people. Choose one: what you may do follows from their team and role. No password is asked, and nothing here is real.',
        waiting: 'Waiting for the catalog to read its people…',
        waitingHint: 'It takes some seconds after a first start. {{message}}',
        failed: "The people couldn't be read",
        signingIn: 'Signing in as {{name}}…',
        signInFailed: "Signing in as {{name}} didn't work",
        chooseAgain: 'Choose someone else',
        people: 'People',
      },
      roles: {
        'data-engineer': 'Data engineer',
        'platform-engineer': 'Platform engineer',
        'finance-controller': 'Finance controller',
        auditor: 'Auditor',
      },
      github: {
        title: 'GitHub',
        message: 'Sign in with your GitHub account',
      },
      oidc: {
        title: 'Single sign-on',
        message: "Sign in with your organization's account",
      },
      none: {
        title: 'No sign-in is configured',
        message:
          'Set sluice.signIn.providers to [github] or [oidc] and configure the same under auth.providers, or turn the demo sign-in on with auth.providers.persona.enabled: true.',
      },
    },
  },
});
