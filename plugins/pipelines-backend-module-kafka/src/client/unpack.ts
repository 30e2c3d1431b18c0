import { gunzipSync, zstdDecompressSync } from 'node:zlib';
import { compressionsAlgorithmsByBitmask } from '@platformatic/kafka';
import { Bytes } from './Bytes';

/** Why a batch isn't read, in words that follow its name. @internal */
export class RefusedError extends Error {
  name = 'RefusedError';
}

const tooMuch = (maxBytes: number) =>
  new RefusedError(`unpacks to more than ${maxBytes} bytes`);

/** How records of a batch are packed, by the lowest bits of its attributes. */
const CODEC = { none: 0, gzip: 1, snappy: 2, lz4: 3, zstd: 4 } as const;

/**
 * Unpacks the records of a batch, and never more than so much of it: whoever may write to a topic could else have a few kilobytes fill the
 * memory. Gzip and zstd are stopped on the way; of Snappy and LZ4, whose readers can't be, what they say of themselves is added up first.
 *
 * @param codec - the lowest three bits of the attributes of the batch
 * @throws RefusedError, and whatever the reader throws for bytes that are broken
 * @internal
 */
export function unpack(
  codec: number,
  packed: Buffer,
  maxBytes: number,
): Buffer {
  switch (codec) {
    case CODEC.none:
      if (packed.length > maxBytes) throw tooMuch(maxBytes);
      return packed;
    case CODEC.gzip:
      return stopping(maxBytes, maxOutputLength =>
        gunzipSync(packed, { maxOutputLength }),
      );
    case CODEC.zstd:
      return stopping(maxBytes, maxOutputLength =>
        zstdDecompressSync(packed, { maxOutputLength }),
      );
    case CODEC.snappy:
      if (snappyLength(packed) > maxBytes) throw tooMuch(maxBytes);
      break;
    case CODEC.lz4:
      if (lz4Length(packed) > maxBytes) throw tooMuch(maxBytes);
      break;
    default:
  }
  const algorithm = compressionsAlgorithmsByBitmask[codec];
  if (!algorithm)
    throw new RefusedError(`is packed in a way that isn't known (${codec})`);
  return algorithm.decompressSync(packed);
}

function stopping(
  maxBytes: number,
  read: (maxOutputLength: number) => Buffer,
): Buffer {
  try {
    return read(maxBytes);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') {
      throw tooMuch(maxBytes);
    }
    throw error;
  }
}

/** What Java's writer of Snappy (xerial) begins with, before versions and blocks with their lengths. */
const XERIAL = Buffer.from('\x82SNAPPY\0', 'latin1');
const XERIAL_HEADER = 16;

/** What a block of Snappy unpacks to stands at its begin, as a varint (`format_description.txt` of google/snappy). */
const blockLength = (block: Buffer) => new Bytes(block).varint();

function snappyLength(packed: Buffer): number {
  if (!packed.subarray(0, XERIAL.length).equals(XERIAL))
    return blockLength(packed);
  let total = 0;
  for (let at = XERIAL_HEADER; at < packed.length; ) {
    const length = packed.readUInt32BE(at);
    total += blockLength(packed.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return total;
}

const LZ4_MAGIC = 0x184d2204;
/** Set in the length of a block that isn't packed. */
const LZ4_PLAIN = 0x8000_0000;

/**
 * What a frame of LZ4 unpacks to at most (`lz4_Frame_format.md`): no block is larger than the frame says, or than 255 times its packed
 * length. The length of the whole may stand in the frame, and may be wrong.
 */
function lz4Length(packed: Buffer): number {
  let total = 0;
  let at = 0;
  while (at < packed.length) {
    if (packed.readUInt32LE(at) !== LZ4_MAGIC) {
      throw new RefusedError('is no frame of LZ4');
    }
    const flags = packed.readUInt8(at + 4);
    const hasBlockChecksums = (flags & 0x10) !== 0;
    const hasSize = (flags & 0x08) !== 0;
    const hasChecksum = (flags & 0x04) !== 0;
    const hasDictionary = (flags & 0x01) !== 0;
    // 4: 64 KB, 5: 256 KB, 6: 1 MB, 7: 4 MB.
    const largest = 2 ** (8 + 2 * ((packed.readUInt8(at + 5) >> 4) & 0x07));
    at += 7 + (hasSize ? 8 : 0) + (hasDictionary ? 4 : 0);
    for (;;) {
      const word = packed.readUInt32LE(at);
      at += 4;
      if (word === 0) break;
      const length = word % LZ4_PLAIN;
      const unpacked = word >= LZ4_PLAIN ? length : length * 255;
      total += Math.min(largest, unpacked);
      at += length + (hasBlockChecksums ? 4 : 0);
    }
    if (hasChecksum) at += 4;
  }
  return total;
}
