/*
 * Serves the built pages for `npm start` and the browser tests: Backstage's own app-backend, alone in a process, so
 * that they come from the page's port and with the config that the page may see. Its settings are pagesConfig in
 * config.mjs.
 */
const { createBackend } = require('@backstage/backend-defaults');

const backend = createBackend();
backend.add(import('@backstage/plugin-app-backend'));
backend.start();
