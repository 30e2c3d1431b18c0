import { ConfigReader } from '@backstage/config';
import { readOperators } from './config';

describe('readOperators', () => {
  it('are nobody by default', () => {
    expect(readOperators(new ConfigReader({}))).toEqual([]);
  });

  it('are full refs', () => {
    const read = (operators: string[]) =>
      readOperators(new ConfigReader({ pipelines: { operators } }));
    expect(read(['group:default/platform'])).toEqual([
      'group:default/platform',
    ]);
    expect(() => read(['group:default/platform', 'platform'])).toThrow(
      'pipelines.operators[1] is "platform"',
    );
  });
});
