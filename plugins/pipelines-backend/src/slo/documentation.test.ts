import {
  createMockDirectory,
  mockServices,
} from '@backstage/backend-test-utils';
import { readSlos } from '@sluice/plugin-pipelines-common';
import { readFileSync } from 'fs';
import { resolve } from 'path';
import { parse } from 'yaml';
import { readCalendars } from './calendars';
import { readSloDefaults } from './defaults';

const PAGE = resolve(__dirname, '../../../../docs/slos.md');
const [PIPELINE, SEVERAL, PATH, DEFAULTS, CALENDARS] = [
  ...readFileSync(PAGE, 'utf8').matchAll(/```yaml\n([\s\S]*?)```/g),
].map(([, yaml]) => parse(yaml));

const files = createMockDirectory({
  content: {
    'holidays.ics': [
      'BEGIN:VCALENDAR',
      'BEGIN:VEVENT',
      'UID:new-year',
      'DTSTART;VALUE=DATE:20260101',
      'RRULE:FREQ=YEARLY',
      'END:VEVENT',
      'END:VCALENDAR',
    ].join('\n'),
  },
});

describe('docs/slos.md', () => {
  it('shows SLOs that are read without a problem', () => {
    const pipeline = readSlos(PIPELINE.spec.slos, {
      entityKind: 'component',
      calendars: ['business-days'],
    });
    const several = readSlos(SEVERAL, { entityKind: 'system' });
    const path = readSlos(PATH, { entityKind: 'component' });
    expect([
      ...pipeline.problems,
      ...several.problems,
      ...path.problems,
    ]).toEqual([]);
    expect(path.slos).toHaveLength(1);
    // Every kind once.
    expect([...pipeline.slos, ...several.slos]).toHaveLength(6);
  });

  it('shows defaults that are read', () => {
    const config = mockServices.rootConfig({ data: DEFAULTS });
    expect(readSloDefaults(config, { calendars: [] })).toHaveLength(1);
  });

  it('shows calendars that are read', () => {
    const [holidays] = CALENDARS.pipelines.calendars;
    holidays.ical.file = files.resolve('holidays.ics');
    const calendars = readCalendars(
      mockServices.rootConfig({ data: CALENDARS }),
    );
    expect(calendars.get('business-days')!.has('2027-01-01')).toBe(false);
    expect(calendars.get('month-end')!.has('2026-01-30')).toBe(true);
    expect(calendars.get('retail-close')!.has('2026-04-04')).toBe(true);
  });
});
