import { compatibility, diffSchemas } from './schemas';

const record = (...fields: object[]) =>
  JSON.stringify({ type: 'record', name: 'Payment', fields });
const id = { name: 'id', type: 'long' };
const avro = (schema: string) => ({ format: 'AVRO', schema });
const json = (schema: Record<string, unknown>) => ({ format: 'JSON', schema });
const object = (properties: object, more: object = {}) =>
  json({ type: 'object', properties, ...more });

describe('compatibility', () => {
  it.each([
    [
      'a field with a default comes',
      avro(record(id)),
      avro(record(id, { name: 'fx', type: 'double', default: 1 })),
      'non-breaking',
      'Avro, FULL: compatible',
    ],
    [
      'a field without a default comes',
      avro(record(id)),
      avro(record(id, { name: 'fx', type: 'double' })),
      'breaking',
      'the new schema can not read what is there',
    ],
    [
      'a field goes',
      avro(record(id, { name: 'fx', type: 'double' })),
      avro(record(id)),
      'breaking',
      'who has the old schema can not read what is new',
    ],
    [
      'a field has a wider type, which old readers do not know',
      avro(record({ name: 'id', type: 'int' })),
      avro(record(id)),
      'breaking',
      'who has the old schema',
    ],
    [
      'it is no Avro',
      avro(record(id)),
      avro('{"type": "recrod"}'),
      'unknown',
      "It can't be read as AVRO",
    ],
    [
      'it is no JSON',
      avro(record(id)),
      avro('{'),
      'unknown',
      "It can't be read as AVRO",
    ],
    [
      'a property comes',
      object({ a: { type: 'string' } }),
      object({ a: { type: 'string' }, b: { type: 'number' } }),
      'non-breaking',
      'b added',
    ],
    [
      'a property comes that everybody has to have',
      object({}),
      object({ b: { type: 'number' } }, { required: ['b'] }),
      'breaking',
      'b added and required',
    ],
    [
      'a property comes that old readers refuse',
      object({}, { additionalProperties: false }),
      object({ b: {} }, { additionalProperties: false }),
      'breaking',
      'b added',
    ],
    [
      'a property goes',
      object({ a: {}, b: {} }),
      object({ a: {} }),
      'breaking',
      'b removed',
    ],
    [
      'a property within another one has another type',
      object({ a: { type: 'object', properties: { b: { type: 'string' } } } }),
      object({ a: { type: 'object', properties: { b: { type: 'number' } } } }),
      'breaking',
      'a.b has the type "number" instead of "string"',
    ],
    [
      'a property has to be there now',
      object({ a: {} }),
      object({ a: {} }, { required: ['a'] }),
      'breaking',
      'a is required',
    ],
    [
      'a keyword changes that has no rule',
      object({ a: { type: 'string' } }),
      object({ a: { type: 'string', maxLength: 3 } }),
      'unknown',
      'other keywords of a',
    ],
    [
      'descriptions change',
      object({ a: { type: 'string', description: 'x' } }),
      object({ a: { type: 'string', description: 'y' } }, { title: 'T' }),
      'non-breaking',
      'descriptions',
    ],
    [
      'it is Protobuf',
      { format: 'PROTOBUF', schema: 'a' },
      { format: 'PROTOBUF', schema: 'b' },
      'unknown',
      'There is no rule for PROTOBUF',
    ],
    [
      'the format is another one',
      avro(record(id)),
      json({}),
      'breaking',
      'AVRO → JSON',
    ],
  ])('is told where %s', (_, base, to, impact, detail) => {
    expect(compatibility(base, to)).toMatchObject({
      impact,
      detail: expect.stringContaining(detail),
    });
  });
});

describe('diffSchemas', () => {
  it('says which come, go and change, and which of that are words', () => {
    const [a, b] = [json({ title: 'A' }), json({ title: 'B' })];
    expect(
      diffSchemas(
        { gone: a, same: a, words: a },
        { new: b, same: a, words: b },
      ),
    ).toMatchObject([
      { sign: '+', title: 'Schema new', impact: 'non-breaking' },
      { sign: '-', title: 'Schema gone', impact: 'breaking' },
      { sign: '~', title: 'Schema words', nature: 'docs' },
    ]);
  });
});
