import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readArgs, readPort, refuseSwallowedOptions } from './args.mjs';

const command = {
  usage: 'npm start -- --help',
  options: {
    port: { type: /** @type {const} */ ('string') },
    lab: { type: /** @type {const} */ ('boolean') },
  },
};

describe('readArgs', () => {
  it('reads options, words and what stands behind a second --', () => {
    const { values, words, rest } = readArgs(
      ['unit', '--port', '3100', '--', 'plugins/x', '-t', 'quorum'],
      { ...command, positionals: ['unit'] },
    );
    assert.deepEqual({ ...values }, { port: '3100' });
    assert.deepEqual(words, ['unit']);
    assert.deepEqual(rest, ['plugins/x', '-t', 'quorum']);
  });

  for (const [title, argv, message] of [
    [
      'an unknown option',
      ['--prot'],
      "Unknown option '--prot' (help: npm start -- --help)",
    ],
    [
      'an unknown short option',
      ['-x'],
      "Unknown option '-x' (help: npm start -- --help)",
    ],
    [
      'a missing value',
      ['--port'],
      "Option '--port' needs a value (help: npm start -- --help)",
    ],
    [
      'a value too many',
      ['--lab=yes'],
      "Option '--lab' takes no value (help: npm start -- --help)",
    ],
    [
      'a word where none is taken',
      ['now'],
      "Unexpected argument 'now' (help: npm start -- --help)",
    ],
  ]) {
    it(`says in one line what is wrong with ${title}`, () => {
      assert.throws(() => readArgs(argv, command), {
        name: 'UserError',
        message,
      });
    });
  }

  it('names the parts there are', () => {
    assert.throws(
      () => readArgs(['units'], { ...command, positionals: ['lint', 'unit'] }),
      { message: "Unknown part 'units', there are: lint, unit" },
    );
  });
});

describe('readPort', () => {
  it('takes the fallback without a value', () => {
    assert.equal(readPort(undefined, '--port', 3000), 3000);
    assert.equal(readPort('3100', '--port', 3000), 3100);
  });

  for (const text of ['0', '65536', 'abc', '3.5', '', '-1', '0x10']) {
    it(`refuses '${text}'`, () => {
      assert.throws(
        () => readPort(text, '--port', 3000),
        /needs a port from 1 to 65535/,
      );
    });
  }
});

describe('refuseSwallowedOptions', () => {
  it('tells how to pass an option that npm kept', () => {
    assert.throws(
      () =>
        refuseSwallowedOptions(['port'], 'npm start', {
          npm_config_port: '3100',
        }),
      /npm start -- --port$/,
    );
    refuseSwallowedOptions(['port'], 'npm start', {});
  });
});
