import fc from 'fast-check';
import { fieldsOf } from './fieldsOf';

const lines = (format: string, schema: unknown) =>
  fieldsOf(format, JSON.stringify(schema))?.map(
    ({ path, required, type }) => `${path}: ${type}${required ? '' : '?'}`,
  );

describe('fieldsOf', () => {
  it('reads Avro: records, arrays, maps, unions, named and logical types', () => {
    expect(
      lines('AVRO', {
        type: 'record',
        name: 'Order',
        namespace: 'northstar',
        fields: [
          { name: 'id', type: 'string' },
          {
            name: 'at',
            type: { type: 'long', logicalType: 'timestamp-millis' },
          },
          {
            name: 'amount',
            type: {
              type: 'bytes',
              logicalType: 'decimal',
              precision: 12,
              scale: 2,
            },
          },
          { name: 'note', type: ['null', 'string'], default: null },
          {
            name: 'billing',
            type: {
              type: 'record',
              name: 'Address',
              fields: [{ name: 'city', type: 'string' }],
            },
          },
          { name: 'delivery', type: ['null', 'Address'], default: null },
          {
            name: 'lines',
            type: {
              type: 'array',
              items: {
                type: 'record',
                name: 'Line',
                fields: [{ name: 'sku', type: 'string' }],
              },
            },
          },
          { name: 'labels', type: { type: 'map', values: 'string' } },
          {
            name: 'state',
            type: { type: 'enum', name: 'State', symbols: ['NEW', 'PAID'] },
          },
          { name: 'hash', type: { type: 'fixed', name: 'Md5', size: 16 } },
          {
            name: 'payment',
            type: [
              {
                type: 'record',
                name: 'Card',
                fields: [{ name: 'last4', type: 'string' }],
              },
              {
                type: 'record',
                name: 'Cash',
                fields: [{ name: 'till', type: 'int' }],
              },
            ],
          },
        ],
      }),
    ).toEqual([
      'id: string',
      'at: timestamp-millis (long)',
      'amount: decimal(12, 2) (bytes)',
      'note: null | string?',
      'billing: record Address',
      'billing.city: string',
      'delivery: null | Address?',
      'delivery.city: string',
      'lines: array of record Line',
      'lines[].sku: string',
      'labels: map of string',
      'state: enum NEW, PAID',
      'hash: fixed Md5 of 16 bytes',
      'payment: record Card | record Cash',
      'payment(Card).last4: string',
      'payment(Cash).till: int',
    ]);
  });

  it('ends where a record holds itself', () => {
    expect(
      lines('AVRO', {
        type: 'record',
        name: 'Node',
        fields: [{ name: 'next', type: ['null', 'Node'], default: null }],
      }),
    ).toEqual(['next: null | Node?']);
    expect(
      lines('JSON', {
        properties: { next: { $ref: '#' }, own: { $ref: '#/properties/own' } },
      }),
    ).toEqual(['next: #?', 'own: #/properties/own?']);
  });

  it('reads JSON Schema: properties, items, references, alternatives', () => {
    expect(
      lines('JSON', {
        type: 'object',
        required: ['id'],
        properties: {
          id: { type: 'string', format: 'uuid' },
          note: { type: ['string', 'null'] },
          state: { enum: ['new', 'paid'] },
          kind: { const: 'order' },
          billing: { $ref: '#/definitions/address' },
          tags: { type: 'array', items: { type: 'string' } },
          price: { anyOf: [{ type: 'number' }, { type: 'string' }] },
          more: {
            type: 'object',
            additionalProperties: { type: 'object', properties: { x: {} } },
          },
        },
        allOf: [{ properties: { at: { type: 'integer' } } }],
        definitions: {
          address: { type: 'object', properties: { city: { type: 'string' } } },
        },
      }),
    ).toEqual([
      'id: string (uuid)',
      'note: string | null?',
      'state: enum new, paid?',
      'kind: always order?',
      'billing: object?',
      'billing.city: string?',
      'tags: array of string?',
      'price: number | string?',
      'more: object?',
      'more{}.x: any?',
      'at: integer?',
    ]);
  });

  it.each([
    ['PROTOBUF', 'message A {}'],
    ['AVRO', '{'],
  ])('has nothing to say of %s %s', (format, schema) => {
    expect(fieldsOf(format, schema)).toBeUndefined();
  });

  it('reads whatever JSON there is without failing', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('AVRO', 'JSON'),
        fc.jsonValue(),
        (format, value) => {
          expect(fieldsOf(format, JSON.stringify(value))).toBeDefined();
        },
      ),
    );
  });
});
