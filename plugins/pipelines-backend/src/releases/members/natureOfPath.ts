/**
 * What a file is, by its name alone. Only what can't be anything else: `requirements.txt` is no documentation.
 *
 * @internal
 */
export function natureOfPath(path: string): 'docs' | 'tests' | 'code' {
  if (/\.(md|markdown|rst|adoc)$/i.test(path)) return 'docs';
  return /(^|\/)tests?\/|(^|\/)test_[^/]+\.py$|_test\.(py|go)$|\.test\.[jt]sx?$/.test(
    path,
  )
    ? 'tests'
    : 'code';
}
