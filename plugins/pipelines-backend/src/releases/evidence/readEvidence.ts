import { InputError } from '@backstage/errors';
import { readDbtRunResults } from './dbtRunResults';
import { readJunit } from './junit';
import { readSarif } from './sarif';
import { readTerraformPlan } from './terraformPlan';

/** What a report says. @internal */
export type Findings = {
  /** How many checks were made; one that was skipped wasn't. */
  checks: number;
  failures: number;
  /** Names of what failed. */
  failing: string[];
  /** Why it can't be said whether it passed, though nothing failed. */
  unclear?: string;
};

/** Formats of reports. @internal */
export type EvidenceFormat =
  | 'junit'
  | 'dbt-run-results'
  | 'sarif'
  | 'terraform-plan';

const READERS: Record<EvidenceFormat, (text: string) => Findings> = {
  junit: readJunit,
  'dbt-run-results': text => readDbtRunResults(json(text)),
  sarif: text => readSarif(json(text)),
  'terraform-plan': text => readTerraformPlan(json(text)),
};

/**
 * Reads a report.
 *
 * @throws InputError that says what is wrong, if it isn't one of the format
 * @internal
 */
export function readEvidence(format: EvidenceFormat, text: string): Findings {
  return READERS[format](text);
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new InputError('The report is no complete JSON');
  }
}

/**
 * Whether a report shows that a release is good: it has to be of this commit and digest, with checks of which none failed.
 *
 * @internal
 */
export function verdictOf(
  findings: Findings,
  about: { commit: string; releaseDigest: string },
  release: { commit: string; releaseDigest: string },
): { verdict: 'pass' | 'fail' | 'unknown'; reason?: string } {
  if (about.commit !== release.commit) {
    return {
      verdict: 'unknown',
      reason: `It is about the commit ${about.commit}, not about ${release.commit}`,
    };
  }
  if (about.releaseDigest !== release.releaseDigest) {
    return { verdict: 'unknown', reason: 'It is about another release' };
  }
  if (findings.failures > 0) return { verdict: 'fail' };
  if (findings.checks === 0) {
    return { verdict: 'unknown', reason: 'It has no checks' };
  }
  if (findings.unclear) return { verdict: 'unknown', reason: findings.unclear };
  return { verdict: 'pass' };
}
