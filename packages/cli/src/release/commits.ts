import type { ReleaseToRegister } from '@sluice/plugin-pipelines-common';

/** A commit as a release says it. @public */
export type Commit = NonNullable<ReleaseToRegister['commits']>[number];

/** Between two fields, and before each commit: neither occurs in what people write. */
const FIELD = '\x1f';
const RECORD = '\x1e';

/** `git log` by which {@link readGitLog} reads. Mail maps count, since addresses are matched with the catalog. @public */
export function gitLogArgs(range: { from: string; to: string }): string[] {
  const format = ['%H', '%s', '%aN', '%aE', '%cI', '%B', ''].join('%x1f');
  return [
    'log',
    '--no-color',
    '--no-show-signature',
    '--name-only',
    '-z',
    `--format=%x1e${format}`,
    `${range.from}..${range.to}`,
    '--',
  ];
}

const MAX_TITLE_LENGTH = 1000;
const MAX_MESSAGE_LENGTH = 20_000;
const MAX_PATHS = 5000;

/**
 * Reads what `git log` printed for {@link gitLogArgs}.
 *
 * @public
 */
export function readGitLog(text: string): Commit[] {
  return text
    .split(RECORD)
    .filter(record => record.includes(FIELD))
    .map(record => {
      const [sha, title, name, email, committedAt, message, rest = ''] =
        record.split(FIELD);
      const paths = rest
        .split('\0')
        .map(path => path.replace(/^\n/, ''))
        .filter(Boolean);
      return {
        sha,
        // A commit without a title is possible, and has its number for one.
        title: title.slice(0, MAX_TITLE_LENGTH) || sha,
        author: { name, email },
        message: message.trim().slice(0, MAX_MESSAGE_LENGTH),
        committedAt: new Date(committedAt).toISOString(),
        paths: paths.slice(0, MAX_PATHS),
      };
    });
}
