import { createApp } from '@backstage/frontend-defaults';
import { homeModule } from './home';

/** The portal. Its parts are the frontend plugins among the dependencies: `app.packages: all` in the config finds them. */
export default createApp({ features: [homeModule] });
