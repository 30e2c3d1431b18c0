import { createPermission } from '@backstage/plugin-permission-common';

/**
 * Resource types of our permissions. Each permission names one, so that a policy can decide on what it is about.
 *
 * @public
 */
export const RESOURCE_TYPE_PIPELINE = 'pipelines-pipeline';
/** @public */
export const RESOURCE_TYPE_RELEASE = 'pipelines-release';
/** @public */
export const RESOURCE_TYPE_PROMOTION = 'pipelines-promotion';
/** @public */
export const RESOURCE_TYPE_EXEMPTION = 'pipelines-exemption';
/** @public */
export const RESOURCE_TYPE_LEDGER = 'pipelines-ledger';
/** @public */
export const RESOURCE_TYPE_ALERT = 'pipelines-alert';
/** @public */
export const RESOURCE_TYPE_INCIDENT = 'pipelines-incident';

/** @public */
export const RESOURCE_TYPE_APPROVAL = 'pipelines-approval';
/** @public */
export const RESOURCE_TYPE_POLICY = 'pipelines-policy';

/** @public */
export const RESOURCE_TYPE_OPERATION = 'pipelines-operation';

/** See a pipeline, its runs, lineage and docs. @public */
export const pipelineReadPermission = createPermission({
  name: 'pipelines.pipeline.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_PIPELINE,
});

/**
 * Decide on the verdicts of a pipeline's SLOs: take a period out, or confirm that somebody else does. That it takes two people is
 * checked by the backend, whatever a policy says.
 *
 * @public
 */
export const sloDecidePermission = createPermission({
  name: 'pipelines.slo.decide',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_PIPELINE,
});

/** See the health of the collectors. Not about one pipeline, so it has no resource. @public */
export const sourceReadPermission = createPermission({
  name: 'pipelines.source.read',
  attributes: { action: 'read' },
});

/** See the consumer groups of all clusters, also those that are no pipeline. Not about one pipeline, so it has no resource. @public */
export const streamReadPermission = createPermission({
  name: 'pipelines.stream.read',
  attributes: { action: 'read' },
});

/**
 * See what headers of dead letters say: why messages were given up. Reasons may quote what couldn't be read, so few need it. Not about one
 * pipeline, so it has no resource.
 *
 * @public
 */
export const deadLetterReadPermission = createPermission({
  name: 'pipelines.deadletter.read',
  attributes: { action: 'read' },
});

/** See the schemas of messages that schema registries hold, and how they changed. Not about one pipeline, so it has no resource. @public */
export const schemaReadPermission = createPermission({
  name: 'pipelines.schema.read',
  attributes: { action: 'read' },
});

/** Hand over files that a job left, for a source to read: for CI. Not about one pipeline, so it has no resource. @public */
export const artifactUploadPermission = createPermission({
  name: 'pipelines.artifact.upload',
  attributes: { action: 'create' },
});

/** See what computing costs, by resource and label. Not about one pipeline, so it has no resource. @public */
export const costReadPermission = createPermission({
  name: 'pipelines.cost.read',
  attributes: { action: 'read' },
});

/** See releases of a unit and what they contain. @public */
export const releaseReadPermission = createPermission({
  name: 'pipelines.release.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_RELEASE,
});

/** Register a release of a unit. @public */
export const releaseCreatePermission = createPermission({
  name: 'pipelines.release.create',
  attributes: { action: 'create' },
});

/**
 * Register the first release of a unit all of whose pipelines one may do so for: that is how what a template made begins. All that follow are
 * registered by CI, or by who has `pipelines.release.create`.
 *
 * @public
 */
export const releaseCreateFirstPermission = createPermission({
  name: 'pipelines.release.create-first',
  attributes: { action: 'create' },
  resourceType: RESOURCE_TYPE_PIPELINE,
});

/** See promotions, their gates and votes. @public */
export const promotionReadPermission = createPermission({
  name: 'pipelines.promotion.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_PROMOTION,
});

/** Request a promotion or a rollback of a pipeline. @public */
export const promotionRequestPermission = createPermission({
  name: 'pipelines.promotion.request',
  attributes: { action: 'create' },
  resourceType: RESOURCE_TYPE_PIPELINE,
});

/** Vote on a promotion. Independence is checked by the backend, whatever a policy says. @public */
export const promotionApprovePermission = createPermission({
  name: 'pipelines.promotion.approve',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_PROMOTION,
});

/** Skip approvals, windows and risk gates for an incident. The ledger records it, and somebody else reviews it. @public */
export const promotionBreakGlassPermission = createPermission({
  name: 'pipelines.promotion.break-glass',
  attributes: { action: 'create' },
  resourceType: RESOURCE_TYPE_PROMOTION,
});

/** Override a risk gate of a promotion by name. @public */
export const promotionOverridePermission = createPermission({
  name: 'pipelines.promotion.override',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_PROMOTION,
});

/** Review what went through without its approvals, and acknowledge changes made behind Sluice's back. @public */
export const promotionReviewPermission = createPermission({
  name: 'pipelines.promotion.review',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_PROMOTION,
});

/** Hold automatic promotion of a unit, and ask that a hold ends. @public */
export const promotionHoldPermission = createPermission({
  name: 'pipelines.promotion.hold',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_PROMOTION,
});

/** Change how far a unit is under Sluice. @public */
export const unitAdoptPermission = createPermission({
  name: 'pipelines.unit.adopt',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_RELEASE,
});

/** See requests for approval that one may see the subject of. @public */
export const approvalReadPermission = createPermission({
  name: 'pipelines.approval.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_APPROVAL,
});

/**
 * Vote, comment, delegate and withdraw. What a request is about may need a permission of its own as well; independence is checked by the
 * backend, whatever a policy says.
 *
 * @public
 */
export const approvalVotePermission = createPermission({
  name: 'pipelines.approval.vote',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_APPROVAL,
});

/** See the policy of delivery: the one in force, those before it, and those that are proposed. @public */
export const policyReadPermission = createPermission({
  name: 'pipelines.policy.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_POLICY,
});

/** Propose a change of the policy of delivery. It counts once others approved it, whatever a policy of permissions says. @public */
export const policyProposePermission = createPermission({
  name: 'pipelines.policy.propose',
  attributes: { action: 'create' },
  resourceType: RESOURCE_TYPE_POLICY,
});

/** See exemptions from scorecard checks. @public */
export const exemptionReadPermission = createPermission({
  name: 'pipelines.exemption.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_EXEMPTION,
});

/** Request an exemption for a pipeline. @public */
export const exemptionRequestPermission = createPermission({
  name: 'pipelines.exemption.request',
  attributes: { action: 'create' },
  resourceType: RESOURCE_TYPE_PIPELINE,
});

/** Vote on an exemption. @public */
export const exemptionApprovePermission = createPermission({
  name: 'pipelines.exemption.approve',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_EXEMPTION,
});

/** See operations on clusters: what was asked for, by whom, and what came of it. @public */
export const operationReadPermission = createPermission({
  name: 'pipelines.operation.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_OPERATION,
});

/**
 * Ask that the offsets of a consumer group are reset. On condition of a pipeline it holds for the groups of such pipelines alone, and for no
 * group that is none.
 *
 * @public
 */
export const operationResetPermission = createPermission({
  name: 'pipelines.operation.reset-offsets',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_PIPELINE,
});

/**
 * Ask that dead letters are replayed. On condition of a pipeline it holds where every pipeline that reads the topic they go back to is such
 * a one.
 *
 * @public
 */
export const operationReplayPermission = createPermission({
  name: 'pipelines.operation.replay',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_PIPELINE,
});

/** Ask that a connector of Kafka Connect pauses, or goes on. A connector is no pipeline, so a condition of one never holds. @public */
export const operationPausePermission = createPermission({
  name: 'pipelines.operation.pause',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_PIPELINE,
});

/** Vote on an operation. Independence is checked by the backend, whatever a policy says. @public */
export const operationApprovePermission = createPermission({
  name: 'pipelines.operation.approve',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_OPERATION,
});

/** Read and verify the ledger, and take the evidence pack. @public */
export const ledgerReadPermission = createPermission({
  name: 'pipelines.ledger.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_LEDGER,
});

/** Write the head of the ledger to its file now, beside the schedule. @public */
export const ledgerExportPermission = createPermission({
  name: 'pipelines.ledger.export',
  attributes: { action: 'create' },
  resourceType: RESOURCE_TYPE_LEDGER,
});

/** Take a value out of the payload of a row: personal data that has to go. The row says that it was done. @public */
export const ledgerRedactPermission = createPermission({
  name: 'pipelines.ledger.redact',
  attributes: { action: 'delete' },
  resourceType: RESOURCE_TYPE_LEDGER,
});

/** Say that one looks after an alert. Who may see it follows from the pipelines that it affects. @public */
export const alertAcknowledgePermission = createPermission({
  name: 'pipelines.alert.acknowledge',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_ALERT,
});

/** Declare an incident on pipelines that one may see. @public */
export const incidentOpenPermission = createPermission({
  name: 'pipelines.incident.open',
  attributes: { action: 'create' },
  resourceType: RESOURCE_TYPE_INCIDENT,
});

/** Write into the timeline of an incident. @public */
export const incidentNotePermission = createPermission({
  name: 'pipelines.incident.note',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_INCIDENT,
});

/** Close an incident by hand. @public */
export const incidentClosePermission = createPermission({
  name: 'pipelines.incident.close',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_INCIDENT,
});

/**
 * Every permission of Sluice, for registries, policies and tests that enumerate them.
 *
 * @public
 */
export const pipelinesPermissions = [
  pipelineReadPermission,
  sloDecidePermission,
  sourceReadPermission,
  streamReadPermission,
  schemaReadPermission,
  deadLetterReadPermission,
  costReadPermission,
  artifactUploadPermission,
  releaseReadPermission,
  releaseCreatePermission,
  releaseCreateFirstPermission,
  promotionReadPermission,
  promotionRequestPermission,
  promotionApprovePermission,
  promotionBreakGlassPermission,
  promotionOverridePermission,
  promotionReviewPermission,
  promotionHoldPermission,
  unitAdoptPermission,
  approvalReadPermission,
  approvalVotePermission,
  policyReadPermission,
  policyProposePermission,
  exemptionReadPermission,
  exemptionRequestPermission,
  exemptionApprovePermission,
  operationReadPermission,
  operationResetPermission,
  operationReplayPermission,
  operationPausePermission,
  operationApprovePermission,
  ledgerReadPermission,
  ledgerExportPermission,
  ledgerRedactPermission,
  alertAcknowledgePermission,
  incidentOpenPermission,
  incidentNotePermission,
  incidentClosePermission,
];
