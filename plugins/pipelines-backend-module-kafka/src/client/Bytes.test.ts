import * as fc from 'fast-check';
import { Bytes } from './Bytes';

const of = (hex: string) => new Bytes(Buffer.from(hex, 'hex'));

describe('Bytes', () => {
  it('reads one after the other', () => {
    const bytes = of(
      'fffe000000070000000000000009' + '02' + '6869' + 'ff' + '0001',
    );
    expect(bytes.int16()).toBe(-2);
    expect(bytes.int32()).toBe(7);
    expect(bytes.int64()).toBe(9);
    expect(bytes.text(bytes.varint())).toBe('hi');
    bytes.skip(1);
    bytes.skip(-1);
    expect(bytes.int16()).toBe(1);
    expect(() => bytes.int16()).toThrow(RangeError);
  });

  it('takes no negative length for a text', () => {
    expect(() => of('6869').text(-1)).toThrow('a length is -1');
  });

  it('reads varints of up to 32 bits', () => {
    fc.assert(
      fc.property(fc.nat({ max: 2 ** 32 - 1 }), value => {
        const bytes: number[] = [];
        let rest = value;
        while (rest > 127) {
          bytes.push((rest % 128) + 128);
          rest = Math.floor(rest / 128);
        }
        expect(new Bytes(Buffer.from([...bytes, rest])).varint()).toBe(value);
      }),
    );
  });
});
