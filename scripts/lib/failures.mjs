/**
 * The failed tests of a run, a line each, so that they can be told once more at the end: whoever reads the log of a long
 * run often has its last lines alone.
 */

/** A message may hold a whole page of HTML. */
const LONGEST = 300;

/** Colours, which Jest writes into its messages. */
// eslint-disable-next-line no-control-regex
const COLOURS = /\u001b\[[\d;]*m/g;

/** @param {string} name @param {string} message */
function line(name, message) {
  const text = message.replace(COLOURS, '').replace(/\s+/g, ' ').trim();
  return `${name}: ${text}`.slice(0, LONGEST);
}

/**
 * @param {string} json - what Jest writes with --json
 * @returns {string[]}
 */
export function jestFailures(json) {
  /** @type {{name: string, message: string, assertionResults: any[]}[]} */
  const files = JSON.parse(json).testResults ?? [];
  return files.flatMap(({ name, message, assertionResults }) => {
    const failed = assertionResults.filter(({ status }) => status === 'failed');
    const file = name.slice(name.lastIndexOf('/') + 1);
    // Without a failed test, the message says why the file could not be run; with them, it repeats them all.
    if (assertionResults.length === 0) return [line(file, message)];
    return failed.map(({ fullName, failureMessages }) =>
      line(`${file} › ${fullName}`, failureMessages.join(' ')),
    );
  });
}

/**
 * @param {string} tap - what `node --test` writes with its TAP reporter
 * @returns {string[]}
 */
export function tapFailures(tap) {
  const lines = tap.split('\n');
  return lines.flatMap((text, at) => {
    const name = /^\s*not ok \d+ - (.*)$/.exec(text)?.[1];
    if (name === undefined) return [];
    const end = lines.findIndex(
      (each, i) => i > at && /^\s*\.\.\.$/.test(each),
    );
    const details = lines.slice(at + 1, end < 0 ? undefined : end).join('\n');
    // A group fails with its tests, which have lines of their own.
    if (/failureType: 'subtestsFailed'/.test(details)) return [];
    const error =
      /^\s*error: (?:\|-\n)?([\s\S]*?)(?=^\s*(?:code|stack|name): )/m.exec(
        `${details}\ncode: `,
      )?.[1] ?? '';
    return [line(name, error.replace(/^'|'\s*$/g, ''))];
  });
}
