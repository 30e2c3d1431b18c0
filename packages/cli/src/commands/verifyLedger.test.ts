import { call, portalOf } from '../__testUtils__/call';

const verification = (status: string, findings: object[] = []) => ({
  status,
  rows: 3,
  throughSeq: 3,
  headHash: 'a'.repeat(64),
  headsChecked: 2,
  findings,
});

describe('verify-ledger', () => {
  it('ends by what the portal found', async () => {
    const intact = portalOf([200, verification('intact')]);
    expect(await call(['verify-ledger'], intact.options)).toMatchObject({
      exitCode: 0,
      out: `The ledger is intact: 3 rows, 2 exported heads\nhead 3:${'a'.repeat(
        64,
      )}\n`,
    });
    const broken = portalOf([
      200,
      verification('broken', [
        { kind: 'row-edited', seq: 2, message: 'Row 2 was edited' },
      ]),
    ]);
    const told = await call(['verify-ledger'], broken.options);
    expect(told.exitCode).toBe(1);
    expect(told.out).toContain('row-edited at 2: Row 2 was edited');
  });

  it('reads all pages where it computes itself', async () => {
    const row = (seq: number) => ({
      seq,
      at: '2026-11-25T06:00:00.000Z',
      hash: 'b'.repeat(64),
      payload: { fields: {}, redactable: {} },
      values: {},
      redacted: [],
    });
    const portal = portalOf(
      [200, { items: [row(2)], nextCursor: 'next' }],
      [200, { items: [row(1)] }],
    );
    const told = await call(
      ['verify-ledger', '--recompute', '--json'],
      portal.options,
    );
    expect(told.exitCode).toBe(1);
    expect(told.json().recomputed).toMatchObject({ status: 'broken', rows: 2 });
    expect(portal.asked.map(each => each.path)).toEqual([
      '/ledger?limit=500',
      '/ledger?limit=500&cursor=next',
    ]);
  });

  it('sends nothing for a head that is none', async () => {
    const portal = portalOf([200, verification('intact')]);
    const told = await call(['verify-ledger', '--head=abc'], portal.options);
    expect(told.exitCode).toBe(2);
    expect(portal.asked).toEqual([]);
  });
});
