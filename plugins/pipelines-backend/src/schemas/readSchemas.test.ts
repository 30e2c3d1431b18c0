import type { SchemaVersion } from '@sluice/plugin-pipelines-node';
import { readSchemas } from './readSchemas';

const READ_AT = '2026-11-26T12:00:00.000Z';
const version = (options: Partial<SchemaVersion> = {}): SchemaVersion => ({
  version: 1,
  schemaId: 1,
  format: 'AVRO',
  schema: '"int"',
  ...options,
});
const read = (options: {
  at?: string;
  added?: SchemaVersion[];
  subject?: string;
  topic?: string;
}) =>
  readSchemas(
    {
      at: options.at ?? READ_AT,
      subjects: [
        {
          subject: options.subject ?? 'orders-value',
          topics: [{ topic: options.topic ?? 'orders', part: 'value' }],
          added: options.added ?? [],
        },
      ],
    },
    READ_AT,
  );

describe('readSchemas', () => {
  it.each([
    ['11:59', '2026-11-26T11:59:00Z', '2026-11-26T11:59:00.000Z'],
    ['a time that lies ahead', '2026-11-27T00:00:00Z', READ_AT],
    ['no time', 'x', READ_AT],
  ])('takes %s', (_, at, expected) => {
    expect(read({ at }).at).toBe(expected);
  });

  it.each([['', 'x'.repeat(513), 'a\0b']].flat().map(name => [name]))(
    'leaves out the subject %j',
    subject => {
      expect(read({ subject }).subjects).toEqual([]);
    },
  );

  it('leaves out topics that no cluster has, and says of versions why', () => {
    expect(read({ topic: 'x'.repeat(256) }).subjects[0].topics).toEqual([]);
    const [subject] = read({
      added: [
        version(),
        version({ version: 0 }),
        version({ schemaId: 2 ** 40 }),
        version({ schema: 'x'.repeat(1_000_001) }),
        version({ schema: 'a\0b' }),
      ],
    }).subjects;
    expect(subject.added).toEqual([version()]);
    expect(subject.problem).toContain("4 of its versions can't be kept");
  });
});
