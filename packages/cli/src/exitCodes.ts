/** What the command says by its exit code. README.md lists them. @public */
export const EXIT = {
  /** It is done. */
  ok: 0,
  /** The portal said no, or what was looked at isn't well: a promotion that failed, a file with errors, a broken ledger. */
  failed: 1,
  /** The call is wrong: an option, a file that can't be read, no portal or login named. Nothing was sent. */
  usage: 2,
  /** The portal can't be reached, or what answers is no portal. */
  unreachable: 3,
  /** What was watched didn't end in time. It goes on. */
  timedOut: 4,
  /** The portal doesn't take the login, or it may not do that. */
  refused: 5,
} as const;

/** One of {@link EXIT}. @public */
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** An end that isn't good: the message is for people, and has no secret in it. @public */
export class CommandError extends Error {
  override readonly name = 'CommandError';
  readonly exitCode: ExitCode;
  /** HTTP status of the answer, where there was one. */
  readonly status?: number;

  constructor(exitCode: ExitCode, message: string, status?: number) {
    super(message);
    this.exitCode = exitCode;
    this.status = status;
  }
}

/** The call is wrong. @public */
export function usageError(message: string): CommandError {
  return new CommandError(EXIT.usage, message);
}
