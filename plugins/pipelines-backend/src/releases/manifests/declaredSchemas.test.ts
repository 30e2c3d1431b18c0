import { declaredSchemas } from './declaredSchemas';
import { schemaFingerprint } from './schemaFingerprint';

describe('declaredSchemas', () => {
  it('finds subjects with what their schemas say', () => {
    const schema = { format: 'AVRO', schema: '"int"' };
    expect(
      declaredSchemas({
        schemas: { 'orders-value': schema, ['x'.repeat(513)]: schema },
        files: {},
      }),
    ).toEqual([
      { subject: 'orders-value', fingerprint: schemaFingerprint(schema) },
    ]);
  });

  it.each([[{}], [{ schemas: 'x' }], [{ schemas: { a: 1 } }]])(
    'finds none in %j',
    manifests => {
      expect(declaredSchemas(manifests)).toEqual([]);
    },
  );
});
