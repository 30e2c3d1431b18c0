import { ConfigReader } from '@backstage/config';
import { readNorthstarConfig } from './config';

const read = (northstar?: object) =>
  readNorthstarConfig(new ConfigReader({ pipelines: { northstar } }));

describe('readNorthstarConfig', () => {
  it.each([
    ['nothing', undefined],
    ['only a seed', { seed: 'x' }],
    ['enabled: false', { enabled: false }],
  ])('stays off with %s', (_, config) => {
    expect(read(config)).toBeUndefined();
  });

  it('has defaults', () => {
    expect(read({ enabled: true })).toEqual({
      seed: 'northstar',
      historyDays: 90,
      tickSeconds: 15,
    });
  });

  it('takes a folder for outages', () => {
    expect(read({ enabled: true, outagesDir: '/outages' })).toMatchObject({
      outagesDir: '/outages',
    });
  });

  it('takes a folder for deployments', () => {
    expect(
      read({ enabled: true, deployments: { dir: '/deployments' } }),
    ).toMatchObject({ deployments: { dir: '/deployments', stepSeconds: 3 } });
  });

  it.each([
    [
      { deployments: { dir: '/d', stepSeconds: -1 } },
      'pipelines.northstar.deployments.stepSeconds',
    ],
    [{ historyDays: 0 }, 'pipelines.northstar.historyDays'],
    [{ historyDays: 400 }, 'pipelines.northstar.historyDays'],
    [{ tickSeconds: 1.5 }, 'pipelines.northstar.tickSeconds'],
    [{ tickSeconds: 'soon' }, 'pipelines.northstar.tickSeconds'],
  ])('refuses %p and names the key', (wrong, key) => {
    expect(() => read({ enabled: true, ...wrong })).toThrow(key);
  });
});
