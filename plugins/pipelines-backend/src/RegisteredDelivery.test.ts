import type {
  Deployer,
  Gate,
  PastDelivery,
} from '@sluice/plugin-pipelines-node';
import { RegisteredDelivery } from './RegisteredDelivery';

function deployer(id: string, environments: string[]): Deployer {
  return {
    id,
    handles: target => environments.includes(target.environment),
  } as Deployer;
}

describe('RegisteredDelivery', () => {
  it('takes the first deployer that handles a target', () => {
    const registered = new RegisteredDelivery();
    registered.addDeployer(
      deployer('a', ['dev']),
      deployer('b', ['dev', 'prod']),
    );
    const idFor = (environment: string) =>
      registered.deployerFor({ unit: 'orders', environment })?.id;
    expect([idFor('dev'), idFor('prod'), idFor('moon')]).toEqual([
      'a',
      'b',
      undefined,
    ]);
  });

  it('refuses two of the same id or name', () => {
    const registered = new RegisteredDelivery();
    registered.addDeployer(deployer('a', []));
    expect(() => registered.addDeployer(deployer('a', []))).toThrow(
      'There are two deployers with the id a: give one of them another id',
    );
    registered.addGate({ name: 'lag' } as Gate);
    for (const name of ['lag', 'soak']) {
      expect(() => registered.addGate({ name } as Gate)).toThrow(
        `There are two gates named ${name}`,
      );
    }
    expect(registered.gateNames).toEqual(
      expect.arrayContaining(['soak', 'window', 'lag']),
    );
    registered.addPastDelivery({ name: 'North' } as PastDelivery);
    expect(registered.past?.name).toBe('North');
    expect(() =>
      registered.addPastDelivery({ name: 'South' } as PastDelivery),
    ).toThrow('North and South both tell a past: leave one of them out');
  });
});
