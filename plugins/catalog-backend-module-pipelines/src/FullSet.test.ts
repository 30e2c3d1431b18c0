import type { Entity } from '@backstage/catalog-model';
import { FullSet } from './FullSet';

const MINUTE = 60_000;

const entity = (name: string) => ({
  entity: { kind: 'Component', metadata: { name } } as Entity,
});

describe('FullSet', () => {
  it('is handed over when it changes, and once in ten minutes', async () => {
    let now = 0;
    const applyMutation = jest.fn();
    const set = new FullSet({ now: () => now });
    const apply = (name: string) =>
      set.apply({ applyMutation, refresh: jest.fn() }, [entity(name)]);
    expect(await apply('a')).toBe(true);
    expect(await apply('a')).toBe(false);
    expect(await apply('b')).toBe(true);
    now += 9 * MINUTE;
    expect(await apply('b')).toBe(false);
    now += MINUTE;
    expect(await apply('b')).toBe(true);
    expect(applyMutation).toHaveBeenLastCalledWith({
      type: 'full',
      entities: [entity('b')],
    });
    expect(applyMutation).toHaveBeenCalledTimes(3);
  });

  it('is handed over again where that failed', async () => {
    const applyMutation = jest.fn().mockRejectedValueOnce(new Error('busy'));
    const set = new FullSet();
    const connection = { applyMutation, refresh: jest.fn() };
    await expect(set.apply(connection, [])).rejects.toThrow('busy');
    expect(await set.apply(connection, [])).toBe(true);
  });
});
