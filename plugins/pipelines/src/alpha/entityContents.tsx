import type { ExtensionDefinition } from '@backstage/frontend-plugin-api';

const extensions: ExtensionDefinition[] = [];

export default extensions;
