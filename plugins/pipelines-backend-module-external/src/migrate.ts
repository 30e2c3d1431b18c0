import {
  type DatabaseService,
  resolvePackagePath,
} from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';

/**
 * Makes this module's tables, in the database that it shares with the plugin. What was migrated is noted in a table of its own, so that
 * neither takes the other's migrations for missing ones.
 *
 * @internal
 */
export async function migrate(database: DatabaseService): Promise<Knex> {
  const knex = await database.getClient();
  if (!database.migrations?.skip) {
    await knex.migrate.latest({
      directory: resolvePackagePath(
        '@sluice/plugin-pipelines-backend-module-external',
        'migrations',
      ),
      tableName: 'external_knex_migrations',
    });
  }
  return knex;
}
