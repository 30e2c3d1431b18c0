import type {
  OperationKind,
  OperationState,
} from '@sluice/plugin-pipelines-common';
import type { StatusLook } from '@sluice/plugin-pipelines-react';

/** Whether it is about a connector, which has no messages to count. @internal */
export const isSwitch = (kind: OperationKind) =>
  kind === 'pause-connector' || kind === 'resume-connector';

/** How the state of an operation looks. What isn't known never looks like good. @internal */
export const OPERATION_LOOK: Readonly<Record<OperationState, StatusLook>> = {
  AwaitingApproval: { glyph: 'half', tone: 'running' },
  Running: { glyph: 'half', tone: 'running' },
  Succeeded: { glyph: 'disc', tone: 'good' },
  Failed: { glyph: 'square', tone: 'bad' },
  Indeterminate: { glyph: 'diamond', tone: 'unknown' },
  Rejected: { glyph: 'square', tone: 'bad' },
  Withdrawn: { glyph: 'ring', tone: 'unknown' },
  Expired: { glyph: 'bars', tone: 'unknown' },
  Invalidated: { glyph: 'triangle', tone: 'warn' },
};
