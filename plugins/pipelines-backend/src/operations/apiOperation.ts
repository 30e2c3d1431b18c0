import {
  type Operation,
  type OperationDetail,
  type OperationDryRun,
  operationTotals,
} from '@sluice/plugin-pipelines-common';
import type { OperationRequest } from '@sluice/plugin-pipelines-node';
import type { DryRun } from './OperationPlanner';
import type { OperationWithPipelines } from './records';
import { titleOf } from './titleOf';

/** An operation as lists show it. @internal */
export function apiOperation(operation: OperationWithPipelines): Operation {
  const { kind, plan, request, sourceId } = operation;
  return {
    id: operation.id,
    title: operation.title,
    request: { sourceId, ...request },
    environment: operation.environment,
    state: operation.state,
    stateReason: operation.stateReason ?? undefined,
    requestedBy: operation.requestedBy,
    requestedAt: operation.requestedAt,
    reason: operation.reason,
    totals: operationTotals(kind, plan.partitions),
    pipelines: operation.pipelines,
    ownPermission: operation.ownPermission,
    approvalId: operation.approvalId ?? undefined,
    startedAt: operation.startedAt ?? undefined,
    endedAt: operation.endedAt ?? undefined,
    progress: operation.progress ?? undefined,
  };
}

/** An operation with its numbers. @internal */
export function apiOperationDetail(
  operation: OperationWithPipelines,
): OperationDetail {
  return {
    ...apiOperation(operation),
    partitions: operation.plan.partitions,
    notes: operation.plan.notes,
    attempts: operation.attempts,
    policyVersion: operation.policyVersion,
  };
}

/** What an operation would do. @internal */
export function apiDryRun(
  request: OperationRequest,
  { approvals, environment, groups, members, plan }: DryRun,
): OperationDryRun {
  return {
    title: titleOf(request),
    environment,
    partitions: plan.partitions,
    totals: operationTotals(request.kind, plan.partitions),
    notes: plan.notes,
    pipelines: members.map(each => each.entityRef),
    readers: groups.map(each => each.group),
    ownPermission: approvals.rules.length === 0,
    approvals: approvals.rules.map(({ minApprovals, name }) =>
      minApprovals > 1 ? `${name} (${minApprovals} people)` : name,
    ),
  };
}
