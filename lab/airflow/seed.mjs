import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

/** A database's seed is named after what made it, so that another version of Airflow or another account is another seed. */
export function seedName(prefix, files, accounts) {
  const hash = createHash('sha256').update(JSON.stringify(accounts));
  for (const file of files) hash.update(readFileSync(file));
  return `${prefix}_seed_${hash.digest('hex').slice(0, 8)}`;
}
