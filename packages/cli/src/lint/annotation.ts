import type { LintProblem } from './lintText';

/**
 * A problem as GitHub Actions shows it beside the line.
 *
 * @see https://docs.github.com/actions/reference/workflow-commands-for-github-actions
 * @public
 */
export function annotation(problem: LintProblem): string {
  const { column, file, level, line, message } = problem;
  return `::${level} file=${property(file)},line=${line},col=${column}::${data(
    message,
  )}`;
}

function data(text: string): string {
  return text
    .replaceAll('%', '%25')
    .replaceAll('\r', '%0D')
    .replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
