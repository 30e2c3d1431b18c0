import fs from 'node:fs';
import { workspaceDirs } from './install.mjs';
import { inRoot } from './paths.mjs';

/** A member of a type whose order says nothing, such as a key of a translation, quoted or not. */
const UNORDERED_MEMBER = /^\s+readonly (?:'[^']+'|\w+): .*;$/;

/**
 * A report with the keys of translations in the order of the alphabet. TypeScript writes them as it happened to meet them, which
 * differs between a full and an incremental run.
 *
 * @param {string} report
 */
export function inOrder(report) {
  const lines = report.split('\n');
  const ordered = [];
  for (let start = 0; start < lines.length; ) {
    let end = start;
    while (end < lines.length && UNORDERED_MEMBER.test(lines[end])) end++;
    ordered.push(...lines.slice(start, end).sort());
    if (end < lines.length) ordered.push(lines[end]);
    start = end + 1;
  }
  return ordered.join('\n');
}

/** @returns {Map<string, string>} what is in each report, by its path from the root */
export function readReports() {
  const files = workspaceDirs().flatMap(dir =>
    fs
      .readdirSync(inRoot(dir))
      .filter(name => /^(report.*\.api|cli-report)\.md$/.test(name))
      .map(name => `${dir}/${name}`),
  );
  return new Map(
    files.map(file => [file, fs.readFileSync(inRoot(file), 'utf8')]),
  );
}

/** @param {Map<string, string>} reports */
export function writeReports(reports) {
  for (const [file, text] of reports) fs.writeFileSync(inRoot(file), text);
}

/** Alternatives on one line, each a word or a literal. */
const ALTERNATIVES = /[\w'".-]+(?: \| [\w'".-]+)+/g;

/**
 * What a report says, whatever the order of members, of alternatives and of what is exported: each paragraph with its lines sorted.
 *
 * @param {string} report
 */
function saidIn(report) {
  return report
    .split(/\n\s*\n/)
    .map(paragraph =>
      paragraph
        .split('\n')
        // What stands between two alternatives or members stands with another one in another order.
        .map(line =>
          line
            .trim()
            .replace(/^\| /, '')
            .replace(/[;,]$/, '')
            .replace(ALTERNATIVES, some =>
              some.split(' | ').sort().join(' | '),
            ),
        )
        .sort()
        .join('\n'),
    )
    .sort()
    .join('\n\n');
}

/**
 * The reports that say something else than they did, and not only in another order: that of alternatives, too, differs between a full and
 * an incremental run.
 *
 * @param {Map<string, string>} before
 * @param {Map<string, string>} after
 * @returns {string[]} paths from the root
 */
export function changedReports(before, after) {
  return [...new Set([...before.keys(), ...after.keys()])]
    .filter(
      file => saidIn(before.get(file) ?? '') !== saidIn(after.get(file) ?? ''),
    )
    .sort();
}
