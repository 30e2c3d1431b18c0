import type { StatusLook } from '@sluice/plugin-pipelines-react';

const LOOKS: Record<string, StatusLook> = {
  success: { glyph: 'disc', tone: 'good' },
  failed: { glyph: 'square', tone: 'bad' },
  upstream_failed: { glyph: 'square', tone: 'warn' },
  up_for_retry: { glyph: 'triangle', tone: 'warn' },
  up_for_reschedule: { glyph: 'triangle', tone: 'warn' },
  running: { glyph: 'half', tone: 'running' },
  restarting: { glyph: 'half', tone: 'running' },
  deferred: { glyph: 'half', tone: 'running' },
  queued: { glyph: 'ring', tone: 'running' },
  scheduled: { glyph: 'ring', tone: 'running' },
  skipped: { glyph: 'bars', tone: 'unknown' },
  removed: { glyph: 'bars', tone: 'unknown' },
};

/** How a task's state looks. Sources have words of their own; one that we don't know is unknown, not good. @internal */
export function taskLook(state: string): StatusLook {
  return LOOKS[state] ?? { glyph: 'diamond', tone: 'unknown' };
}
