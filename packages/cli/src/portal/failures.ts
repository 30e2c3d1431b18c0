import { ResponseError } from '@backstage/errors';
import { CommandError, EXIT } from '../exitCodes';
import { LOGIN_HELP } from './login';

/** Longer messages are of proxies, with a page in them. */
const MAX_MESSAGE_LENGTH = 2000;

/**
 * What a call that failed comes to: an exit code, and a message that says what to do.
 *
 * @param url - of the portal
 * @public
 */
export function failureOf(error: unknown, url: string): CommandError {
  if (error instanceof CommandError) return error;
  if (error instanceof ResponseError) return ofAnswer(error, url);
  const { cause, message, name } = error as Error & { cause?: unknown };
  if (error instanceof SyntaxError) {
    return new CommandError(
      EXIT.unreachable,
      `${url} answered something that isn't JSON: is it the base of the portal's backend, or is there a login page in front?`,
    );
  }
  if (name === 'TimeoutError') {
    return new CommandError(EXIT.unreachable, `${url} didn't answer in time`);
  }
  if (error instanceof TypeError && message.includes('fetch failed')) {
    return new CommandError(
      EXIT.unreachable,
      `${url} can't be reached: ${reasonOf(cause) ?? message}`,
    );
  }
  return new CommandError(EXIT.failed, `${name}: ${message}`);
}

function ofAnswer(error: ResponseError, url: string): CommandError {
  const { status } = error.response;
  const said = error.body?.error?.message ?? error.message;
  const message = said.slice(0, MAX_MESSAGE_LENGTH);
  if (status >= 300 && status < 400) {
    return new CommandError(
      EXIT.unreachable,
      `${url} redirects to another place (${status}): is it the base of the portal's backend, or is there a login page in front?`,
      status,
    );
  }
  if (status === 401) {
    return new CommandError(
      EXIT.refused,
      `${url} doesn't take the login (401, ${message}): ${LOGIN_HELP}; the backend names those that it takes in backend.auth.externalAccess`,
      status,
    );
  }
  if (status === 403) {
    return new CommandError(
      EXIT.refused,
      `The login may not do that (403): ${message}`,
      status,
    );
  }
  if (status >= 500 || status === 429) {
    return new CommandError(
      EXIT.unreachable,
      `${url} failed to answer (${status}): ${message}`,
      status,
    );
  }
  return new CommandError(
    EXIT.failed,
    `The portal says no (${status}): ${message}`,
    status,
  );
}

/** Node's own words: an error of several addresses has no message, only errors. */
function reasonOf(cause: unknown): string | undefined {
  const { code, errors, message } = (cause ?? {}) as {
    code?: string;
    errors?: Error[];
    message?: string;
  };
  return message || errors?.[0]?.message || code;
}
