import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { parseDocument } from 'yaml';
import { usageError } from './exitCodes';

/**
 * The text of a file that an option names.
 *
 * @throws CommandError if it can't be read, or is larger than `maxBytes`
 * @public
 */
export async function readTextOption(
  option: string,
  file: string,
  where: { cwd: string; maxBytes: number },
): Promise<string> {
  const full = path.resolve(where.cwd, file);
  try {
    const { size } = await stat(full);
    if (size > where.maxBytes) {
      throw usageError(
        `${option} ${file} has ${size} bytes, and may have ${where.maxBytes}`,
      );
    }
    return await readFile(full, 'utf8');
  } catch (error) {
    const { exitCode, message } = error as Error & { exitCode?: number };
    if (exitCode !== undefined) throw error;
    throw usageError(`${option} ${file} can't be read: ${message}`);
  }
}

/**
 * The content of a file of JSON or YAML that an option names.
 *
 * @throws CommandError as {@link readTextOption} does, or if it is neither
 * @public
 */
export async function readContentOption(
  option: string,
  file: string,
  where: { cwd: string; maxBytes: number },
): Promise<unknown> {
  const text = await readTextOption(option, file, where);
  if (file.endsWith('.json')) {
    try {
      return JSON.parse(text);
    } catch (error) {
      throw usageError(
        `${option} ${file} is not JSON: ${(error as Error).message}`,
      );
    }
  }
  const document = parseDocument(text, { uniqueKeys: true });
  const [wrong] = document.errors;
  if (wrong)
    throw usageError(`${option} ${file} is not YAML: ${wrong.message}`);
  // Aliases can make a small file endless.
  return document.toJS({ maxAliasCount: 20 });
}
