/*
 * The portal's backend. Wiring only: what each part does stands in the README of its package.
 */
import { createBackend } from '@backstage/backend-defaults';

const backend = createBackend();

// The frontend, in production builds
backend.add(import('@backstage/plugin-app-backend'));

// Sign-in. Each provider loads only with its config; the persona provider is for demos and refuses to load in production.
backend.add(import('@backstage/plugin-auth-backend'));
backend.add(import('@backstage/plugin-auth-backend-module-github-provider'));
backend.add(import('@backstage/plugin-auth-backend-module-oidc-provider'));
if (process.env.NODE_ENV !== 'production') {
  backend.add(import('@sluice/plugin-auth-backend-module-persona'));
}

// Permissions: deny by default
backend.add(import('@backstage/plugin-permission-backend'));
backend.add(import('@sluice/plugin-permission-backend-module-pipelines'));

// Catalog
backend.add(import('@backstage/plugin-catalog-backend'));
backend.add(
  import('@backstage/plugin-catalog-backend-module-scaffolder-entity-model'),
);
backend.add(import('@backstage/plugin-catalog-backend-module-logs'));
backend.add(import('@sluice/plugin-catalog-backend-module-pipelines'));

// Pipelines and their sources
backend.add(import('@sluice/plugin-pipelines-backend'));
backend.add(import('@sluice/plugin-pipelines-backend-module-airflow'));
backend.add(import('@sluice/plugin-pipelines-backend-module-dbt'));
backend.add(import('@sluice/plugin-pipelines-backend-module-external'));
backend.add(import('@sluice/plugin-pipelines-backend-module-git'));
backend.add(import('@sluice/plugin-pipelines-backend-module-kafka'));
backend.add(import('@sluice/plugin-pipelines-backend-module-kafka-connect'));
backend.add(import('@sluice/plugin-pipelines-backend-module-northstar'));
backend.add(import('@sluice/plugin-pipelines-backend-module-schema-registry'));
backend.add(import('@sluice/plugin-pipelines-backend-module-snowflake'));

// Scaffolder
backend.add(import('@backstage/plugin-scaffolder-backend'));
backend.add(import('@backstage/plugin-scaffolder-backend-module-github'));
backend.add(
  import('@backstage/plugin-scaffolder-backend-module-notifications'),
);
backend.add(import('@sluice/plugin-scaffolder-backend-module-pipelines'));

// Search
backend.add(import('@backstage/plugin-search-backend'));
backend.add(import('@backstage/plugin-search-backend-module-pg'));
backend.add(import('@backstage/plugin-search-backend-module-catalog'));

// People: settings, notifications and live pages
backend.add(import('@backstage/plugin-user-settings-backend'));
backend.add(import('@backstage/plugin-notifications-backend'));
// Does nothing without notifications.processors.slack
backend.add(import('@backstage/plugin-notifications-backend-module-slack'));
backend.add(import('@backstage/plugin-signals-backend'));
backend.add(import('@backstage/plugin-events-backend'));

// Actions for AI clients
backend.add(import('@backstage/plugin-mcp-actions-backend'));

backend.start();
