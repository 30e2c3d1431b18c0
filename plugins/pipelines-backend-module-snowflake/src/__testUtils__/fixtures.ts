import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

/** The rows of an answer that no emulator gives. @param name - of the file, without `.json` */
export function fixture(name: string): object[] {
  const path = resolve(__dirname, '../../fixtures', `${name}.json`);
  return JSON.parse(readFileSync(path, 'utf8'));
}
