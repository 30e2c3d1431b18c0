import { usageError } from './exitCodes';

/**
 * Reads a time of ISO 8601.
 *
 * @param option - by which it was given, such as `--at`
 * @returns the same in UTC
 * @throws CommandError that names the option if it is no time
 * @public
 */
export function readInstant(option: string, text: string): string {
  const at = Date.parse(text);
  if (Number.isNaN(at)) {
    throw usageError(`${option} ${text} is no time of ISO 8601`);
  }
  return new Date(at).toISOString();
}
