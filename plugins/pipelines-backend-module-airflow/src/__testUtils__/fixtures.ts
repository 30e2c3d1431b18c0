import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * A response recorded from a real Airflow, 2.11.2 (`v1`) or 3.3.2 (`v2`).
 */
export function recorded(
  version: 'v1' | 'v2',
  name: string,
): { status: number; content_type: string; body: any } & Record<string, any> {
  const path = join(__dirname, '../../fixtures', version, `${name}.json`);
  return JSON.parse(readFileSync(path, 'utf8'));
}

/** The body of a recorded response. */
export const recordedBody = (version: 'v1' | 'v2', name: string) =>
  recorded(version, name).body;
