import fc from 'fast-check';
import { sha256 } from '../canonical/digest';
import { saltedDigest, sealPayload } from './payload';

describe('sealPayload', () => {
  it('keeps what may have to go apart, and hashes only its digest', () => {
    const salt = 'c'.repeat(64);
    const { text, digest, redactables } = sealPayload(
      { from: 'Pending', to: 'Approved' },
      { comment: 'fine by Ines' },
      () => salt,
    );
    const commentDigest = sha256(`${salt}"fine by Ines"`);
    expect(redactables).toEqual([
      {
        field: 'comment',
        salt,
        value: '"fine by Ines"',
        digest: commentDigest,
      },
    ]);
    expect(text).toBe(
      `{"fields":{"from":"Pending","to":"Approved"},"redactable":{"comment":"${commentDigest}"}}`,
    );
    expect(digest).toBe(sha256(text));
  });

  it('takes a new salt for each value, so that the same words have another digest', () => {
    const { redactables } = sealPayload({}, { a: 'yes', b: 'yes' });
    expect(redactables[0].salt).toMatch(/^[0-9a-f]{64}$/);
    expect(redactables[0].digest).not.toBe(redactables[1].digest);
  });

  it('never lets a redactable value into what is hashed as it is', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 12 }), value => {
        const { text, redactables } = sealPayload({ kind: 'x' }, { value });
        expect(text).not.toContain(JSON.stringify(value));
        const [kept] = redactables;
        expect(saltedDigest(kept.salt!, kept.value!)).toBe(kept.digest);
        expect(JSON.parse(kept.value!)).toBe(value);
      }),
    );
  });

  it('leaves out what there is not', () => {
    expect(sealPayload({ a: 1 }, { reason: undefined }).redactables).toEqual(
      [],
    );
  });
});
