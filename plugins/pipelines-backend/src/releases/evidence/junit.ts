import { InputError } from '@backstage/errors';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import type { Findings } from './readEvidence';

const MAX_DEPTH = 20;

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  // Entities that a document declares could expand without end.
  processEntities: false,
  htmlEntities: false,
  parseTagValue: false,
  parseAttributeValue: false,
  maxNestedTags: MAX_DEPTH,
  isArray: name => ['testsuite', 'testcase', 'failure', 'error'].includes(name),
});

type Suite = {
  testsuite?: Array<Suite | ''>;
  testcase?: Array<Case | ''>;
  error?: unknown[];
  '@name'?: string;
};
type Case = {
  '@name'?: string;
  '@classname'?: string;
  failure?: unknown[];
  error?: unknown[];
  skipped?: unknown;
};

/**
 * Reads JUnit XML: what the test cases themselves say. The totals that suites claim aren't believed.
 *
 * @throws InputError if it is no JUnit XML, or declares a document type
 * @internal
 */
export function readJunit(text: string): Findings {
  if (/<!(DOCTYPE|ENTITY)/i.test(text)) {
    throw new InputError(
      'The XML declares a document type, which no JUnit report needs: it is refused, because entities can expand without end',
    );
  }
  const valid = XMLValidator.validate(text);
  if (valid !== true) {
    throw new InputError(
      `The XML can't be read, line ${valid.err.line}: ${valid.err.msg}`,
    );
  }
  let root: Record<string, unknown>;
  try {
    root = parser.parse(text);
  } catch (error) {
    throw new InputError(
      `The XML can't be read: ${(error as Error).message.slice(0, 200)}`,
    );
  }
  const top = root.testsuites ?? root.testsuite;
  if (top === undefined) {
    throw new InputError('The XML is no JUnit: it has no <testsuite>');
  }
  const findings: Findings = { checks: 0, failures: 0, failing: [] };
  for (const suite of [top].flat()) {
    if (suite !== '') addSuite(suite as Suite, findings);
  }
  return findings;
}

function addSuite(suite: Suite, findings: Findings): void {
  if (suite.error) {
    findings.checks++;
    findings.failures++;
    findings.failing.push(suite['@name'] ?? 'a suite');
  }
  for (const each of suite.testcase ?? []) {
    if (each === '' || each.skipped !== undefined) continue;
    findings.checks++;
    if (!each.failure && !each.error) continue;
    findings.failures++;
    findings.failing.push(
      [each['@classname'], each['@name']].filter(Boolean).join('.') || 'a test',
    );
  }
  for (const inner of suite.testsuite ?? []) {
    if (inner !== '') addSuite(inner, findings);
  }
}
