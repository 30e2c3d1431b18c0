import type { Entity } from '@backstage/catalog-model';
import type { JsonObject } from '@backstage/types';
import { validatePipelineEntity } from './validatePipelineEntity';

const SUCCESS = {
  name: 'runs-succeed',
  kind: 'success',
  target: 99.9,
  window: { calendar: 'month', timezone: 'UTC' },
  success: { within: '24h' },
};
const DEADLINE = {
  name: 'by-six',
  kind: 'deadline',
  target: 99,
  window: { rolling: '28d' },
  deadline: { time: '06:00', timezone: 'UTC', calendar: 'business-days' },
};

function entity(kind: string, spec: JsonObject): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: {
      name: 'orders',
      annotations:
        spec.type === 'airflow-dag'
          ? { 'sluice.dev/airflow-dag-id': 'orders' }
          : {},
    },
    spec,
  };
}

const pipeline = (spec: JsonObject) =>
  entity('Component', { type: 'airflow-dag', ...spec });
const messages = (...args: Parameters<typeof validatePipelineEntity>) =>
  validatePipelineEntity(...args).map(p => `${p.level} ${p.message}`);

describe('spec.slos', () => {
  it('is checked on a pipeline', () => {
    expect(messages(pipeline({ slos: [SUCCESS, DEADLINE] }))).toEqual([]);
    expect(messages(pipeline({ slos: [{ ...SUCCESS, target: 100 }] }))).toEqual(
      [
        'error spec.slos[0].target: must be a number in percent above 0 and below 100, such as 99.9, got 100; a target of 100 leaves no error budget',
      ],
    );
  });

  it.each(['System', 'Domain', 'Group'])('is checked on a %s', kind => {
    const slos = [{ ...SUCCESS, selector: { tier: [1] } }];
    expect(messages(entity(kind, { slos }))).toEqual([]);
    expect(messages(entity(kind, { slos: 'all' }))).toEqual([
      'error spec.slos: must be a list of SLOs, got "all"',
    ]);
  });

  it('is left alone where it is not ours', () => {
    expect(
      messages(entity('Component', { type: 'service', slos: 'x' })),
    ).toEqual([]);
    expect(messages(entity('API', { slos: 'x' }))).toEqual([]);
  });

  it('holds a success SLO against the schedule of its pipeline', () => {
    const schedule = { cron: '0 0 31 2 *', timezone: 'UTC' };
    expect(messages(pipeline({ schedule, slos: [SUCCESS, DEADLINE] }))).toEqual(
      [
        `error spec.schedule.cron: must be a cron expression of five fields such as '0 5 * * *', or @hourly, @daily, @weekly, got "0 0 31 2 *": it never fires, because there is no such date`,
        `error spec.slos[0].kind: is success, which counts the runs that spec.schedule expects, but its cron can't be used: it never fires, because there is no such date; correct spec.schedule.cron`,
      ],
    );
  });

  it('knows the calendars of the config where it is told them', () => {
    const known = pipeline({ slos: [DEADLINE] });
    expect(messages(known, { calendars: ['business-days'] })).toEqual([]);
    expect(messages(known, { calendars: ['bank-days'] })).toEqual([
      'error spec.slos[0].deadline.calendar: must be a calendar of the config: bank-days, got "business-days"',
    ]);
  });

  it('is recognised where it is misspelt', () => {
    expect(messages(pipeline({ slo: [SUCCESS] }))).toEqual([
      'warning spec.slo: has no effect; did you mean slos?',
    ]);
  });
});
