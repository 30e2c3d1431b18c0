/** Reads bytes one after the other, big-endian; whatever lies beyond their end is a RangeError. @internal */
export class Bytes {
  readonly #bytes: Buffer;
  #at = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  int16(): number {
    return this.#bytes.readInt16BE(this.#take(2));
  }

  int32(): number {
    return this.#bytes.readInt32BE(this.#take(4));
  }

  /** Offsets and times: as numbers, which are exact up to 2^53. */
  int64(): number {
    return Number(this.#bytes.readBigInt64BE(this.#take(8)));
  }

  /** An unsigned varint of at most 32 bits: seven bits a byte, the lowest first. */
  varint(): number {
    let value = 0;
    for (let shift = 0; shift < 35; shift += 7) {
      const byte = this.#bytes.readUInt8(this.#take(1));
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return value;
    }
    throw new RangeError('a length is longer than five bytes');
  }

  text(length: number): string {
    if (length < 0) throw new RangeError(`a length is ${length}`);
    const from = this.#take(length);
    return this.#bytes.toString('utf8', from, from + length);
  }

  /** @param length - below 0 for a null, which has no bytes */
  skip(length: number): void {
    if (length > 0) this.#take(length);
  }

  #take(length: number): number {
    const from = this.#at;
    if (from + length > this.#bytes.length) {
      throw new RangeError(
        `it breaks off after ${
          this.#bytes.length
        } bytes, within ${length} from ${from} on`,
      );
    }
    this.#at += length;
    return from;
  }
}
