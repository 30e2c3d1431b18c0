import fc from 'fast-check';
import { schemaFingerprint } from './schemaFingerprint';

describe('schemaFingerprint', () => {
  it.each([
    [
      'AVRO',
      '{"type":"record","name":"A"}',
      '{ "name": "A", "type": "record" }',
    ],
    ['JSON', '{"type":"object"}', { type: 'object' }],
    ['AVRO', '"int"', 'int'],
    [
      'PROTOBUF',
      'message A {\n  int32 b = 1;\n}',
      'message A { int32 b = 1; }\n',
    ],
  ])('of %s is the same for %j and %j', (format, one, other) => {
    expect(schemaFingerprint({ format, schema: one })).toBe(
      schemaFingerprint({
        format: format.toLocaleLowerCase('en-US'),
        schema: other,
      }),
    );
  });

  it('is another for another format, or another content', () => {
    const prints = [
      { format: 'AVRO', schema: '{"type":"int"}' },
      { format: 'JSON', schema: '{"type":"int"}' },
      { format: 'AVRO', schema: '{"type":"long"}' },
      { format: 'AVRO', schema: '{not json' },
    ].map(schemaFingerprint);
    expect(new Set(prints).size).toBe(4);
  });

  it('does not see how JSON is laid out', () => {
    fc.assert(
      fc.property(fc.json(), text => {
        const laidOut = JSON.stringify(JSON.parse(text), null, 2);
        expect(schemaFingerprint({ format: 'JSON', schema: text })).toBe(
          schemaFingerprint({ format: 'JSON', schema: laidOut }),
        );
      }),
    );
  });
});
