import { RowMapping } from './rows';

type Thing = {
  stepIndex: number;
  holdsLock: boolean;
  plan: object | null;
  check: string;
};

describe('RowMapping', () => {
  const mapping = new RowMapping<Thing>({
    json: ['plan'],
    booleans: ['holdsLock'],
    renamed: { check: 'check_name' },
  });

  it('goes there and back', () => {
    const thing = {
      stepIndex: 3,
      holdsLock: true,
      plan: { a: [1] },
      check: 'x',
    };
    const row = mapping.toRow(thing);
    expect(row).toEqual({
      step_index: 3,
      holds_lock: true,
      plan: '{"a":[1]}',
      check_name: 'x',
    });
    expect(mapping.toRecord({ ...row, holds_lock: 1 })).toEqual(thing);
  });

  it('leaves out what is undefined and keeps null', () => {
    expect(mapping.toRow({ stepIndex: undefined, plan: null })).toEqual({
      plan: null,
    });
    expect(mapping.toRecord({ plan: null })).toEqual({ plan: null });
  });
});
