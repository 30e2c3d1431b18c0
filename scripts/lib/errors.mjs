/** A failure whose message is all that a person needs: what is wrong and what to do. Printed without a stack trace. */
export class UserError extends Error {
  name = 'UserError';
}

/**
 * What went wrong, in one line. A defect of ours keeps its stack for the log, but the terminal gets one line too.
 *
 * @param {unknown} error
 * @returns {string}
 */
export function oneLine(error) {
  const message = error instanceof Error ? error.message : String(error);
  const known = /** @type {Record<string, string>} */ ({
    ENOSPC: 'The disk is full: free some space and try again',
    EACCES: `No permission: ${message}`,
    EROFS: `The file system is read-only: ${message}`,
  });
  const code = /** @type {{code?: string}} */ (error)?.code;
  return (code && known[code]) || message.split('\n')[0];
}
