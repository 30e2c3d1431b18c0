import type { OperationExecutor } from '@sluice/plugin-pipelines-node';
import { RegisteredOperations } from './RegisteredOperations';

const executor = (sourceId: string) => ({ sourceId } as OperationExecutor);

describe('RegisteredOperations', () => {
  it('finds an executor by its cluster, and takes one each', () => {
    const registered = new RegisteredOperations();
    const prod = executor('kafka-prod');
    registered.addOperationExecutor(prod, executor('kafka-dev'));
    expect(registered.find('kafka-prod')).toBe(prod);
    expect(registered.find('kafka')).toBeUndefined();
    expect(registered.list).toHaveLength(2);
    expect(() =>
      registered.addOperationExecutor(executor('kafka-dev')),
    ).toThrow('two executors of operations for the source kafka-dev');
  });
});
