import {
  FLEET_STATUSES,
  LAG_STATUSES,
  RUN_STATES,
  SLO_STATUSES,
  SOURCE_STATUSES,
  VERDICT_STATES,
} from '@sluice/plugin-pipelines-common';
import {
  FLEET_STATUS_LOOK,
  GLYPH_CHARACTERS,
  LAG_STATUS_LOOK,
  RUN_STATE_LOOK,
  SLO_STATUS_LOOK,
  SOURCE_STATUS_LOOK,
  statusLook,
  type StatusLook,
  VERDICT_LOOK,
} from './statusLook';

describe('statusLook', () => {
  it.each<[string, readonly string[], Readonly<Record<string, StatusLook>>]>([
    ['statuses of pipelines', FLEET_STATUSES, FLEET_STATUS_LOOK],
    ['states of runs', RUN_STATES, RUN_STATE_LOOK],
    ['statuses of sources', SOURCE_STATUSES, SOURCE_STATUS_LOOK],
    ['statuses of SLOs', SLO_STATUSES, SLO_STATUS_LOOK],
    ['states of verdicts', VERDICT_STATES, VERDICT_LOOK],
    ['health of consumer groups', LAG_STATUSES, LAG_STATUS_LOOK],
  ])('tells all %s apart by shape alone', (_, states, looks) => {
    expect(Object.keys(looks).sort()).toEqual([...states].sort());
    const shapes = states.map(state => looks[state].glyph);
    expect(new Set(shapes).size).toBe(states.length);
  });

  it('never lets unknown look like good', () => {
    for (const look of [
      FLEET_STATUS_LOOK.unknown,
      RUN_STATE_LOOK.unknown,
      SLO_STATUS_LOOK.unknown,
      VERDICT_LOOK.UNKNOWN,
      LAG_STATUS_LOOK.unknown,
    ]) {
      expect(look).toEqual({ glyph: 'diamond', tone: 'unknown' });
    }
  });

  it('has a character of its own for every shape', () => {
    const characters = Object.values(GLYPH_CHARACTERS);
    expect(new Set(characters).size).toBe(characters.length);
  });

  it('finds the look of a state by its kind', () => {
    expect(statusLook({ kind: 'fleet', state: 'late' }).glyph).toBe('triangle');
    expect(statusLook({ kind: 'run', state: 'failed' }).glyph).toBe('square');
    expect(statusLook({ kind: 'source', state: 'pending' }).glyph).toBe('ring');
    expect(statusLook({ kind: 'slo', state: 'exhausted' }).glyph).toBe(
      'square',
    );
    expect(statusLook({ kind: 'verdict', state: 'LATE' }).glyph).toBe(
      'triangle',
    );
  });
});
