import type { JsonObject } from '@backstage/types';
import { operationTotals } from '@sluice/plugin-pipelines-common';
import type { OperationWithPipelines } from './records';

/** What is decided on: exactly what would be done, to what, under which policy. Its hash is what votes carry. @internal */
export function operationSubject(
  operation: Pick<
    OperationWithPipelines,
    'kind' | 'sourceId' | 'environment' | 'request' | 'plan' | 'pipelines'
  >,
  policyVersion: string,
): JsonObject {
  const { environment, kind, pipelines, plan, request, sourceId } = operation;
  return {
    kind,
    sourceId,
    environment,
    request: request as unknown as JsonObject,
    partitions: plan.partitions as unknown as JsonObject[],
    totals: operationTotals(kind, plan.partitions) as JsonObject,
    notes: plan.notes,
    pipelines: [...pipelines].sort(),
    policyVersion,
  };
}

/** How approvals call an operation. @internal */
export function refOf(id: number): string {
  return `operation:${id}`;
}

/** The operation that a request is about. @internal */
export function idOf({ subjectRef }: { subjectRef: string }): number {
  return Number(subjectRef.split(':')[1]);
}
