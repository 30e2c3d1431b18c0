import fc from 'fast-check';
import { GENESIS_HASH, hashOf } from './chain';
import { sealPayload } from './payload';
import { ChainVerification, type LedgerRecord } from './verification';

/** A chain of so many rows, each with a value that can be redacted. */
function chain(length: number): LedgerRecord[] {
  const rows: LedgerRecord[] = [];
  let prev = GENESIS_HASH;
  for (let seq = 1; seq <= length; seq++) {
    const { digest, redactables, text } = sealPayload(
      { step: seq },
      { reason: `because of ${seq}` },
    );
    const header = {
      seq,
      at: '2026-11-25T06:00:00.000Z',
      actor: 'user:default/ines',
      type: 'approval.requested',
      subject: `approval:${seq}`,
      payloadDigest: digest,
    };
    prev = hashOf(prev, header);
    rows.push({ ...header, hash: prev, payload: text, redactables });
  }
  return rows;
}

/** As somebody would who can compute: all hashes from `seq` on are made anew. */
function rehash(rows: LedgerRecord[]): LedgerRecord[] {
  let prev = GENESIS_HASH;
  return rows.map(row => {
    prev = hashOf(prev, row);
    return { ...row, hash: prev };
  });
}

function verify(
  rows: LedgerRecord[],
  heads: Array<{ seq: number; hash: string }> = [],
  head = rows.at(-1) ?? { seq: 0, hash: GENESIS_HASH },
) {
  const verification = new ChainVerification(heads);
  const found = rows.flatMap(row => verification.next(row));
  return [...found, ...verification.end(head)].map(
    ({ kind, seq }) => `${kind} ${seq}`,
  );
}

const seqAndLength = fc
  .integer({ min: 1, max: 12 })
  .chain(length =>
    fc.tuple(fc.constant(length), fc.integer({ min: 1, max: length })),
  );

describe('ChainVerification', () => {
  it('finds nothing in a chain of any length, nor in an empty one', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 20 }), length => {
        const rows = chain(length);
        expect(verify(rows, rows)).toEqual([]);
      }),
    );
  });

  it('finds any edit of a header', () => {
    fc.assert(
      fc.property(
        seqAndLength,
        fc.constantFrom('at', 'actor', 'type', 'subject'),
        ([length, seq], key) => {
          const rows = chain(length);
          rows[seq - 1] = { ...rows[seq - 1], [key]: 'edited' };
          expect(verify(rows)).toEqual([`row-edited ${seq}`]);
        },
      ),
    );
  });

  it('finds any row that was removed, in the middle or at the end', () => {
    fc.assert(
      fc.property(seqAndLength, ([length, seq]) => {
        const rows = chain(length);
        const head = rows.at(-1)!;
        const left = rows.filter(row => row.seq !== seq);
        expect(verify(left, [], head)).toContain(`rows-missing ${seq}`);
        // Whoever removes the last row can turn the head in the database back too, but not the exported one.
        expect(verify(left, [head])).toContain(`rows-missing ${seq}`);
      }),
    );
  });

  it('finds a chain that was rewritten from any row on, by a head exported at or after it', () => {
    fc.assert(
      fc.property(seqAndLength, fc.nat(), ([length, seq], pick) => {
        const rows = chain(length);
        const exported = rows[seq - 1 + (pick % (length - seq + 1))];
        const edited = rows.map(row =>
          row.seq === seq ? { ...row, actor: 'user:default/mallory' } : row,
        );
        expect(verify(rehash(edited), [exported])).toEqual([
          `head-differs ${exported.seq}`,
        ]);
        expect(verify(rehash(edited))).toEqual([]);
      }),
    );
  });

  it('finds rows that changed places', () => {
    const [first, second, third] = chain(3);
    const swapped = [first, { ...third, seq: 2 }, { ...second, seq: 3 }];
    expect(verify(swapped)).toEqual(['row-edited 2', 'row-edited 3']);
  });

  it.each([
    [
      'a payload that was edited',
      (row: LedgerRecord) => ({
        ...row,
        payload: row.payload.replace('"step":2', '"step":7'),
      }),
      ['payload-edited 2'],
    ],
    [
      'a value that was edited',
      (row: LedgerRecord) => ({
        ...row,
        redactables: [{ ...row.redactables[0], value: '"because of me"' }],
      }),
      ['value-edited 2'],
    ],
    [
      'a value whose digest was edited along',
      (row: LedgerRecord) => ({
        ...row,
        redactables: [{ ...row.redactables[0], digest: 'f'.repeat(64) }],
      }),
      ['value-edited 2'],
    ],
    [
      'a value whose row is gone',
      (row: LedgerRecord) => ({ ...row, redactables: [] }),
      ['value-edited 2'],
    ],
    [
      'a value that was taken out with no word about it',
      (row: LedgerRecord) => ({
        ...row,
        redactables: [{ ...row.redactables[0], salt: null, value: null }],
      }),
      ['value-removed 2'],
    ],
  ])('finds %s', (_, edit, expected) => {
    const rows = chain(3);
    rows[1] = edit(rows[1]);
    expect(verify(rows)).toEqual(expected);
  });

  it('goes on after a finding, and finds the next', () => {
    const rows = chain(6);
    rows[1] = { ...rows[1], actor: 'edited' };
    rows[4] = { ...rows[4], type: 'edited' };
    expect(verify(rows.filter(row => row.seq !== 4))).toEqual([
      'row-edited 2',
      'rows-missing 4',
    ]);
    expect(verify(rows)).toEqual(['row-edited 2', 'row-edited 5']);
  });
});
