import { createApp } from '@backstage/frontend-defaults';

/** The portal. Its parts are the frontend plugins among the dependencies: `app.packages: all` in the config finds them. */
export default createApp();
