import { configChanges } from './configChanges';

describe('configChanges', () => {
  it('are the keys whose value comes, goes or is another', () => {
    expect(
      configChanges(
        { pool: 'small', retries: 2, gone: true, same: { a: 1, b: 2 } },
        { pool: 'large', retries: 3, come: 'x', same: { b: 2, a: 1 } },
      ),
    ).toEqual([
      { key: 'come', from: undefined, to: 'x' },
      { key: 'gone', from: 'true', to: undefined },
      { key: 'pool', from: 'small', to: 'large' },
      { key: 'retries', from: '2', to: '3' },
    ]);
    expect(configChanges({}, {})).toEqual([]);
  });

  it('are not known where nobody knows what was deployed', () => {
    expect(configChanges(undefined, { pool: 'small' })).toBeUndefined();
  });
});
