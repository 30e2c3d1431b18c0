import * as fc from 'fast-check';
import { encodeKey, encodeValue } from '../__testUtils__/commitBytes';
import { decodeCommitKey, decodeCommitValue } from './decodeCommit';

const hex = (text: string) => Buffer.from(text.replace(/\s/g, ''), 'hex');

/*
 * Bytes written down by hand after Apache Kafka's message definitions (OffsetCommitKey, LegacyOffsetCommitKey, OffsetCommitValue, 4.3), not
 * recorded from a broker: the lab's tests read what real brokers write.
 */
const KEY_1 = '0001 0006 6f7264657273 0009 6f72646572732e7631 00000003';
const AT = '0000019abcdef012';

describe('decodeCommitKey', () => {
  it.each<[string, Buffer | null, object | undefined]>([
    [
      'version 1',
      hex(KEY_1),
      { group: 'orders', topic: 'orders.v1', partition: 3 },
    ],
    [
      'version 0, of brokers before 0.9',
      hex(`0000${KEY_1.slice(4)}`),
      { group: 'orders', topic: 'orders.v1', partition: 3 },
    ],
    [
      'a group with an umlaut and a slash',
      hex('0001 0004 612fc3bc 0001 74 0000000a'),
      { group: 'a/ü', topic: 't', partition: 10 },
    ],
    ['the members of a classic group (2)', hex('0002 0001 67'), undefined],
    ['a group of KIP-848 (3)', hex('0003 0001 67'), undefined],
    ['a kind that is newer than this', hex('007f 00'), undefined],
    ['no key', null, undefined],
    ['an empty key', Buffer.alloc(0), undefined],
  ])('%s', (_, key, expected) => {
    expect(decodeCommitKey(key)).toEqual(expected);
  });

  it('says where a key breaks off', () => {
    expect(() => decodeCommitKey(hex('0001 0006 6f72'))).toThrow(
      'it breaks off after 6 bytes, within 6 from 4 on',
    );
  });
});

describe('decodeCommitValue', () => {
  const at = 0x19abcdef012;

  it.each<[string, string]>([
    ['0', `0000 000000000000032c 0000 ${AT}`],
    [
      '1, with the time at which it expires',
      `0001 000000000000032c 0000 ${AT} 0000019abcdef999`,
    ],
    ['2, with metadata', `0002 000000000000032c 0003 616263 ${AT}`],
    [
      '3, with the epoch of the leader',
      `0003 000000000000032c 00000007 0003 616263 ${AT}`,
    ],
    [
      '3, with an unknown epoch and no metadata',
      `0003 000000000000032c ffffffff 0000 ${AT}`,
    ],
    ['4, flexible', `0004 000000000000032c 00000007 04 616263 ${AT} 00`],
    [
      '4, with a tagged field that is newer than this',
      `0004 000000000000032c 00000007 01 ${AT} 01 00 02 abcd`,
    ],
  ])('version %s', (_, value) => {
    expect(decodeCommitValue(hex(value))).toEqual({ offset: 812, at });
  });

  it('a tombstone', () => {
    expect(decodeCommitValue(null)).toBeNull();
  });

  it.each([
    ['an unknown version', '0005 00', 'version 5 of offset commits isn'],
    ['no version', '00', 'it breaks off'],
    ['a value that breaks off', '0003 0000000000', 'it breaks off'],
    [
      'a metadata longer than the rest',
      `0003 000000000000032c 00000007 7fff 61`,
      'it breaks off',
    ],
    [
      'a length without an end',
      `0004 000000000000032c 00000007 ffffffffffff`,
      'a length is longer than five bytes',
    ],
  ])('%s is an error', (_, value, message) => {
    expect(() => decodeCommitValue(hex(value))).toThrow(message);
  });
});

describe('any commit', () => {
  const offset = fc.nat({ max: Number.MAX_SAFE_INTEGER });

  it('is read as it was written, in each version', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(0, 1),
        fc.constantFrom(0, 1, 2, 3, 4),
        fc.string({ unit: 'grapheme', maxLength: 200 }),
        fc.string({ maxLength: 249 }),
        fc.nat(),
        offset,
        offset,
        fc.string({ unit: 'grapheme', maxLength: 4000 }),
        (
          keyVersion,
          version,
          group,
          topic,
          partition,
          committed,
          at,
          metadata,
        ) => {
          const key = { group, topic, partition };
          const value = { offset: committed, at };
          expect(decodeCommitKey(encodeKey(key, keyVersion))).toEqual(key);
          expect(
            decodeCommitValue(encodeValue(value, { version, metadata })),
          ).toEqual(value);
        },
      ),
    );
  });

  it('of any bytes is read, is nothing, or is a RangeError', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), bytes => {
        for (const decode of [decodeCommitKey, decodeCommitValue]) {
          try {
            decode(Buffer.from(bytes));
          } catch (error) {
            // eslint-disable-next-line jest/no-conditional-expect
            expect(error).toBeInstanceOf(RangeError);
          }
        }
      }),
    );
  });
});
