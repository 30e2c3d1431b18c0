import fc from 'fast-check';
import { signWebhook, webhookFault } from './webhookSignature';

const SECRET = 'fake-fake-fake-fake';
const NOW = Date.parse('2026-11-21T06:00:00.000Z');
const STAMP = String(NOW / 1000);
const clock = { nowMs: NOW, toleranceSeconds: 300 };

function fault(options: {
  body?: string;
  signed?: string;
  timestamp?: string;
  signature?: string;
}) {
  const { body = '{}', signed = body, timestamp = STAMP } = options;
  const { signature = signWebhook(SECRET, timestamp, signed) } = options;
  return webhookFault(
    { timestamp, signature, body: Buffer.from(body) },
    SECRET,
    clock,
  );
}

describe('webhookFault', () => {
  it.each([
    ['a good one', {}, undefined],
    ['another body', { signed: '{"a":1}' }, 'signature'],
    ['no signature', { signature: '' }, 'signature'],
    [
      'one without its version',
      { signature: signWebhook(SECRET, STAMP, '{}').slice(3) },
      'signature',
    ],
    [
      'one of another secret',
      { signature: signWebhook('another-another', STAMP, '{}') },
      'signature',
    ],
    ['an old one', { timestamp: String(NOW / 1000 - 301) }, 'old'],
    ['one of the future', { timestamp: String(NOW / 1000 + 301) }, 'old'],
    ['one of the edge', { timestamp: String(NOW / 1000 - 300) }, undefined],
    ['no time', { timestamp: 'now' }, 'timestamp'],
  ])('%s', (_, options, expected) => {
    expect(fault(options)).toBe(expected);
  });

  it('needs both headers', () => {
    const body = Buffer.from('{}');
    expect(
      webhookFault(
        { timestamp: undefined, signature: 'v1=', body },
        SECRET,
        clock,
      ),
    ).toBe('timestamp');
    expect(
      webhookFault(
        { timestamp: STAMP, signature: undefined, body },
        SECRET,
        clock,
      ),
    ).toBe('signature');
  });

  it('accepts what was signed, and nothing else, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (body, other) => {
        expect(fault({ body })).toBeUndefined();
        expect(fault({ body, signed: other })).toBe(
          body === other ? undefined : 'signature',
        );
      }),
    );
  });

  it('is the HMAC that others compute', () => {
    // printf '1000.{}' | openssl dgst -sha256 -hmac key
    expect(signWebhook('key', '1000', '{}')).toBe(
      'v1=c32de42341dece79a1511c9e7f74a2734112edcfcf48943c976faf07047065db',
    );
  });
});
