import { parseEntityRef } from '@backstage/catalog-model';

/** The page of an alert, a path of the portal. @public */
export function alertPath(alertId: number): string {
  return `/pipelines/alerts/${alertId}`;
}

/** The page of all alerts, a path of the portal. @public */
export function alertsPath(): string {
  return '/pipelines/alerts';
}

/** The page of an incident, a path of the portal. @public */
export function incidentPath(incidentId: number): string {
  return `/pipelines/incidents/${incidentId}`;
}

/** The page of a morning report, a path of the portal. @param date - ISO 8601, `2026-03-29` @public */
export function morningReportPath(date: string): string {
  return `/pipelines/reports/${date}`;
}

/**
 * The tab of a pipeline on which its runbook stands, a path of the portal.
 *
 * @param pipeline - entity ref
 * @throws TypeError if it is none
 * @public
 */
export function runbookPath(pipeline: string): string {
  const { kind, namespace, name } = parseEntityRef(pipeline);
  return `/catalog/${namespace}/${kind}/${name}/pipeline-docs`.toLocaleLowerCase(
    'en-US',
  );
}
