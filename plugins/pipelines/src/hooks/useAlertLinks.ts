import { useMemo } from 'react';
import {
  alertsRouteRef,
  incidentsRouteRef,
  reportsRouteRef,
  runbooksRouteRef,
} from '../routes';
import { usePipelineLink } from './usePipelineLink';
import { useRoutePath } from './useRoutePath';

/** Addresses of what an alert leads to. @internal */
export function useAlertLinks() {
  const alerts = useRoutePath(alertsRouteRef, '/pipelines/alerts');
  const incidents = useRoutePath(incidentsRouteRef, '/pipelines/incidents');
  const reports = useRoutePath(reportsRouteRef, '/pipelines/reports');
  const runbooks = useRoutePath(runbooksRouteRef, '/pipelines/runbooks');
  const pipeline = usePipelineLink();
  return useMemo(
    () => ({
      alerts,
      alert: (id: number) => `${alerts}/${id}`,
      incidents,
      incident: (id: number) => `${incidents}/${id}`,
      reports,
      report: (date: string) => `${reports}/${date}`,
      runbook: (id: string) => `${runbooks}/${id}`,
      pipeline,
      /** The page on which a pipeline's own runbook stands. */
      pipelineRunbook: (ref: string) =>
        `${pipeline(ref)}/pipeline-docs?page=runbook`,
    }),
    [alerts, incidents, pipeline, reports, runbooks],
  );
}
