import type { DeadlineSlo } from '@sluice/plugin-pipelines-common';
import { parse } from 'yaml';
import { readOpenSlo, writeOpenSlo } from './openSlo';

const bySix: DeadlineSlo = {
  name: 'by-six',
  kind: 'deadline',
  target: 99,
  window: { type: 'rolling', days: 28 },
  deadline: {
    time: '06:00',
    timezone: 'America/New_York',
    calendar: 'business-days',
    dataThrough: '04:30',
    completion: { type: 'run' },
  },
};
const slo = {
  definition: bySix,
  entityRef: 'component:default/close',
  owner: 'group:default/finance',
};
const context = { calendars: ['business-days'] };

describe('OpenSLO', () => {
  it('comes back as it went out', () => {
    const text = writeOpenSlo(slo);
    expect(parse(text)).toMatchObject({
      apiVersion: 'openslo/v1',
      kind: 'SLO',
      metadata: { name: 'by-six' },
    });
    const { problems, slos } = readOpenSlo(text, context);
    expect(problems).toEqual([]);
    expect(slos).toMatchObject([{ entityRef: slo.entityRef, lost: [] }]);
    expect(parse(slos[0].yaml)).toMatchObject([
      {
        name: 'by-six',
        target: 99,
        window: { rolling: '28d' },
        deadline: { time: '06:00', calendar: 'business-days' },
      },
    ]);
  });

  it('quotes a time of day for those who read YAML 1.1', () => {
    expect(readOpenSlo(writeOpenSlo(slo), context).slos[0].yaml).toMatch(
      /time: ["']06:00["']/,
    );
  });

  it('names what is wrong with a document and reads the others', () => {
    const { problems, slos } = readOpenSlo(
      `apiVersion: openslo/v1alpha\nkind: SLO\n---\n${writeOpenSlo(slo)}`,
      context,
    );
    expect(slos).toHaveLength(1);
    expect(problems).toMatchObject([
      { level: 'error', path: 'documents[0].apiVersion' },
    ]);
  });

  it.each([
    ['no YAML', 'a: [1', /Not YAML: .*line 1/s],
    ['one key twice', 'a: 1\na: 2', /Not YAML: .*unique/s],
    [
      'aliases without end',
      `a: &a [x, x]\nb: &b [*a, *a, *a, *a, *a, *a, *a, *a]\nc: &c [*b, *b, *b, *b, *b, *b]\nd: [*c, *c, *c, *c]`,
      /Not read: .*alias/s,
    ],
  ])('refuses %s', (_, text, message) => {
    expect(() => readOpenSlo(text, context)).toThrow(message);
  });
});
