import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { uvSettings } from './python-index.mjs';

describe('uvSettings', () => {
  it('hands on what pip was told, from files and from the environment', () => {
    const list = [
      ":env:.cert='/certs/company.pem'",
      ":env:.default-timeout='180'",
      "global.index-url='https://mirror.test/simple'",
      "install.find-links='/wheels'",
    ].join('\n');
    assert.deepEqual(uvSettings(list), {
      SSL_CERT_FILE: '/certs/company.pem',
      UV_DEFAULT_INDEX: 'https://mirror.test/simple',
      UV_FIND_LINKS: '/wheels',
    });
  });

  it('lets the environment win over a file, and uv settings over both', () => {
    const list =
      ":env:.index-url='https://a.test'\nglobal.index-url='https://b.test'\nglobal.cert='/pip.pem'";
    assert.deepEqual(uvSettings(list, { SSL_CERT_FILE: '/own.pem' }), {
      UV_DEFAULT_INDEX: 'https://a.test',
    });
  });

  it('joins several values of one setting', () => {
    const list = String.raw`global.extra-index-url='\nhttps://a.test\nhttps://b.test'`;
    assert.deepEqual(uvSettings(list), {
      UV_INDEX: 'https://a.test https://b.test',
    });
  });

  it('sets nothing where pip is not configured', () => {
    assert.deepEqual(uvSettings(''), {});
  });
});
