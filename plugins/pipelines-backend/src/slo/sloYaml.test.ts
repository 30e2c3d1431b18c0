import { readSlos, type SloDefinition } from '@sluice/plugin-pipelines-common';
import { parse } from 'yaml';
import { sloYaml } from './sloYaml';

const bySix: SloDefinition = {
  name: 'by-six',
  kind: 'deadline',
  target: 99,
  window: { type: 'rolling', days: 28 },
  deadline: {
    time: '06:00',
    timezone: 'America/New_York',
    dataThrough: '04:30',
    completion: { type: 'run' },
  },
};

describe('sloYaml', () => {
  it('can be put into spec.slos as it is', () => {
    const { problems, slos } = readSlos(parse(sloYaml(bySix)), {
      entityKind: 'component',
    });
    expect(problems).toEqual([]);
    expect(slos).toEqual([bySix]);
  });

  it('reads the same as YAML 1.1, where 06:00 would be a number', () => {
    expect(parse(sloYaml(bySix), { version: '1.1' })).toEqual(
      parse(sloYaml(bySix)),
    );
  });
});
