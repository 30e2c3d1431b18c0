import { compressionsAlgorithms } from '@platformatic/kafka';
import { RefusedError, unpack } from './unpack';

const MAX = 256 * 1024;
const CODECS = { gzip: 1, snappy: 2, lz4: 3, zstd: 4 } as const;
type Codec = keyof typeof CODECS;
const NAMES = Object.keys(CODECS) as Codec[];

const pack = (codec: Codec, bytes: Buffer) =>
  compressionsAlgorithms[codec].compressSync(bytes);

/** As Java's producers write Snappy: blocks of 32 KB, each with its length. */
function xerial(bytes: Buffer): Buffer {
  const parts = [
    Buffer.from('\x82SNAPPY\0', 'latin1'),
    Buffer.from([0, 0, 0, 1, 0, 0, 0, 1]),
  ];
  for (let at = 0; at < bytes.length; at += 32 * 1024) {
    const block = pack('snappy', bytes.subarray(at, at + 32 * 1024));
    const length = Buffer.alloc(4);
    length.writeUInt32BE(block.length);
    parts.push(length, block);
  }
  return Buffer.concat(parts);
}

/** A frame of LZ4 by its format, of blocks that say that they unpack to 64 KB at most. */
function lz4Frame(
  blocks: Array<{ bytes: Buffer; plain?: boolean }>,
  flags = 0x60,
): Buffer {
  const head = Buffer.from([0x04, 0x22, 0x4d, 0x18, flags, 0x40, 0]);
  const extra = Buffer.alloc(flags & 0x08 ? 8 : 0);
  const parts = blocks.flatMap(({ bytes, plain }) => {
    const length = Buffer.alloc(4);
    length.writeUInt32LE(bytes.length + (plain ? 0x8000_0000 : 0));
    const checksum = Buffer.alloc(flags & 0x10 ? 4 : 0);
    return [length, bytes, checksum];
  });
  const end = Buffer.alloc(4 + (flags & 0x04 ? 4 : 0));
  return Buffer.concat([head, extra, ...parts, end]);
}

describe('unpack', () => {
  const text = Buffer.from('what a dead letter says. '.repeat(5000));

  it.each(NAMES)('gives back what was packed by %s', codec => {
    const packed = pack(codec, text);
    expect(packed.length).toBeLessThan(text.length / 4);
    expect(unpack(CODECS[codec], packed, MAX).equals(text)).toBe(true);
  });

  it('reads Snappy as Java writes it', () => {
    expect(unpack(CODECS.snappy, xerial(text), MAX).equals(text)).toBe(true);
  });

  it('leaves alone what is not packed', () => {
    expect(unpack(0, text, MAX)).toBe(text);
  });

  it.each([...NAMES, 'xerial', 'none'] as const)(
    'refuses what comes to more than is allowed, packed by %s',
    codec => {
      // 8 MB of nothing, which fits in a few kilobytes.
      const bomb = Buffer.alloc(8 * 1024 * 1024);
      const [id, packed] = (() => {
        if (codec === 'none') return [0, bomb] as const;
        if (codec === 'xerial') return [CODECS.snappy, xerial(bomb)] as const;
        return [CODECS[codec], pack(codec, bomb)] as const;
      })();
      const before = process.memoryUsage().external;
      expect(() => unpack(id, packed, MAX)).toThrow(
        new RefusedError('unpacks to more than 262144 bytes'),
      );
      const grown = process.memoryUsage().external - before;
      expect(grown).toBeLessThan(4 * 1024 * 1024);
    },
  );

  it.each(NAMES)('takes what is exactly as much as is allowed (%s)', codec => {
    const all = Buffer.alloc(MAX);
    expect(unpack(CODECS[codec], pack(codec, all), MAX)).toHaveLength(MAX);
  });

  it('counts blocks of LZ4 that are not packed, whatever the frame says of itself', () => {
    const block = { bytes: Buffer.alloc(64 * 1024), plain: true };
    const frame = (count: number, flags: number) =>
      lz4Frame(new Array(count).fill(block), flags);
    for (const flags of [0x60, 0x68, 0x70, 0x64, 0x7c]) {
      expect(() => unpack(CODECS.lz4, frame(5, flags), MAX)).toThrow(
        'unpacks to more than',
      );
    }
    // The checksum of the header is wrong, so that nothing comes of it.
    expect(() => unpack(CODECS.lz4, frame(4, 0x60), MAX)).not.toThrow(
      'unpacks to more than',
    );
    // One frame after the other adds up.
    const two = Buffer.concat([frame(4, 0x60), frame(1, 0x60)]);
    expect(() => unpack(CODECS.lz4, two, MAX)).toThrow('unpacks to more than');
  });

  it.each<[string, number, Buffer]>([
    ['no frame of LZ4', CODECS.lz4, Buffer.from('not at all')],
    ['a frame that breaks off', CODECS.lz4, pack('lz4', text).subarray(0, 40)],
    ['a length without an end', CODECS.snappy, Buffer.alloc(9, 0xff)],
    ['no gzip', CODECS.gzip, Buffer.from('not at all')],
    ['no zstd', CODECS.zstd, Buffer.from('not at all')],
    ['nothing', CODECS.snappy, Buffer.alloc(0)],
    ['a way that is not known', 7, text],
  ])('throws for %s', (_, codec, bytes) => {
    expect(() => unpack(codec, bytes, MAX)).toThrow();
  });
});
