import { createHash } from 'node:crypto';
import type { LedgerRow } from '@sluice/plugin-pipelines-common';
import { ChainCheck } from './ChainCheck';

const sha256 = (text: string) =>
  createHash('sha256').update(text).digest('hex');

/** Rows as docs/ledger.md describes them, the newest first; written out by hand, as an auditor would. */
function ledger(count: number): LedgerRow[] {
  const rows: LedgerRow[] = [];
  let before = '0'.repeat(64);
  for (let seq = 1; seq <= count; seq++) {
    const salt = String(seq).repeat(4);
    const digest = sha256(`${salt}"why ${seq}"`);
    const payload = { fields: { a: seq }, redactable: { reason: digest } };
    const payloadDigest = sha256(
      `{"fields":{"a":${seq}},"redactable":{"reason":"${digest}"}}`,
    );
    const at = `2026-11-25T06:00:0${seq}.000Z`;
    const header = `{"actor":"user:default/ines","at":"${at}","payloadDigest":"${payloadDigest}","seq":${seq},"subject":"approval:1","type":"approval.requested"}`;
    before = sha256(`${before}${header}`);
    rows.unshift({
      seq,
      at,
      actor: 'user:default/ines',
      type: 'approval.requested',
      subject: 'approval:1',
      payloadDigest,
      hash: before,
      payload,
      values: { reason: { salt, value: `why ${seq}` } },
      redacted: [],
    });
  }
  return rows;
}

function findings(rows: LedgerRow[], head?: { seq: number; hash: string }) {
  const check = ChainCheck.create({ head });
  for (const row of rows) check.add(row);
  return check.end().findings;
}

describe('ChainCheck', () => {
  const rows = ledger(4);
  const edited = (seq: number, more: Partial<LedgerRow>) =>
    rows.map(row => (row.seq === seq ? { ...row, ...more } : row));

  it('finds nothing in a ledger that is whole, or empty', () => {
    expect(findings(rows, { seq: 2, hash: rows[2].hash })).toEqual([]);
    expect(findings([])).toEqual([]);
    const check = ChainCheck.create();
    for (const row of rows) check.add(row);
    expect(check.end()).toEqual({
      rows: 4,
      seq: 4,
      headHash: rows[0].hash,
      findings: [],
    });
  });

  it('takes a value that was redacted, and none that is gone', () => {
    expect(findings(edited(2, { values: {}, redacted: ['reason'] }))).toEqual(
      [],
    );
    expect(findings(edited(2, { values: {} }))).toEqual([
      'row 2 has lost its value reason',
    ]);
  });

  it.each<[string, LedgerRow[], string]>([
    ['an actor', edited(2, { actor: 'user:default/mallory' }), 'row 2 doesn'],
    ['the first row', edited(1, { type: 'x' }), 'row 1 doesn'],
    ['a time', edited(3, { at: '2026-11-25T05:00:00.000Z' }), 'earlier'],
    [
      'a payload',
      edited(3, { payload: { fields: { a: 9 }, redactable: {} } }),
      'row 3 has another payload',
    ],
    [
      'a value',
      edited(3, { values: { reason: { salt: '3333', value: 'other' } } }),
      'row 3 has another value reason',
    ],
    [
      'a row in between',
      rows.filter(row => row.seq !== 2),
      'row 3 comes after row 1',
    ],
    ['the first rows', rows.slice(0, 2), 'rows 1 to 2 are missing'],
  ])('finds that somebody changed %s', (_, changed, says) => {
    expect(findings(changed).join()).toContain(says);
  });

  it('finds by a head that was kept that the last rows are gone, or all was written anew', () => {
    expect(findings(rows.slice(1), { seq: 4, hash: rows[0].hash })).toEqual([
      'row 4, which was kept, is missing',
    ]);
    expect(findings(rows, { seq: 4, hash: 'f'.repeat(64) })[0]).toContain(
      'written anew',
    );
  });
});
