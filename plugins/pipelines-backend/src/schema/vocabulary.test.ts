import {
  CHANGE_REASON_WORDS,
  ALERT_KINDS,
  ALERT_SEVERITIES,
  ALERT_STATES,
  ALERT_URGENCIES,
  ADOPTION_LEVELS,
  EVIDENCE_KINDS,
  FLEET_STATUSES,
  LAG_STATUSES,
  OPERATION_KINDS,
  OPERATION_STATES,
  PIPELINE_TYPES,
  RUN_STATES,
  RUN_TYPES,
  SOURCE_STATUSES,
  STATUS_REASON_WORDS,
} from '@sluice/plugin-pipelines-common';
import { spec } from './generated/openapi';

describe('the words of the OpenAPI file', () => {
  it.each([
    ['PipelineType', PIPELINE_TYPES],
    ['FleetStatus', FLEET_STATUSES],
    ['LagStatus', LAG_STATUSES],
    ['RunState', RUN_STATES],
    ['RunType', RUN_TYPES],
    ['SourceStatus', SOURCE_STATUSES],
    ['AlertKind', ALERT_KINDS],
    ['AlertUrgency', ALERT_URGENCIES],
    ['AlertSeverity', ALERT_SEVERITIES],
    ['AlertState', ALERT_STATES],
    ['AdoptionLevel', ADOPTION_LEVELS],
    ['EvidenceKind', EVIDENCE_KINDS],
    ['OperationKind', OPERATION_KINDS],
    ['OperationState', OPERATION_STATES],
  ] as const)('%s are those of the vocabulary', (name, words) => {
    expect(spec.components.schemas[name].enum).toEqual(words);
  });

  it('has words for every reason of a status', () => {
    expect(spec.components.schemas.StatusReason.properties.code.enum).toEqual(
      Object.keys(STATUS_REASON_WORDS),
    );
  });

  it('has words for every reason of a change', () => {
    expect(spec.components.schemas.ChangeReason.properties.code.enum).toEqual(
      Object.keys(CHANGE_REASON_WORDS),
    );
  });
});
