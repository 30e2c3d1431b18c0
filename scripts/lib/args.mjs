import { parseArgs } from 'node:util';
import { UserError } from './errors.mjs';

/**
 * Reads the arguments of a command, or says in one line what is wrong with them.
 *
 * @param {string[]} argv - without node and script
 * @param {object} command
 * @param {string} command.usage - how to ask for help, `npm start -- --help`
 * @param {import('node:util').ParseArgsConfig['options']} [command.options]
 * @param {string[]} [command.positionals] - the words allowed besides options; none when absent
 * @param {boolean} [command.anyWord] - whether the command itself judges its words
 * @returns {{values: Record<string, any>, words: string[], rest: string[]}} `rest` is all that follows a second `--`
 */
export function readArgs(argv, { usage, options = {}, positionals, anyWord }) {
  const end = argv.indexOf('--');
  const own = end < 0 ? argv : argv.slice(0, end);
  const rest = end < 0 ? [] : argv.slice(end + 1);
  let parsed;
  try {
    parsed = parseArgs({ args: own, options, allowPositionals: true });
  } catch (error) {
    throw new UserError(`${explain(error)} (help: ${usage})`);
  }
  const stranger = anyWord
    ? undefined
    : parsed.positionals.find(word => !(positionals ?? []).includes(word));
  if (stranger !== undefined) {
    throw new UserError(
      positionals
        ? `Unknown part '${stranger}', there are: ${positionals.join(', ')}`
        : `Unexpected argument '${stranger}' (help: ${usage})`,
    );
  }
  return { values: parsed.values, words: parsed.positionals, rest };
}

/** @param {any} error */
function explain(error) {
  const option = /'(-[^' ]*)/.exec(error.message)?.[1];
  switch (error.code) {
    case 'ERR_PARSE_ARGS_UNKNOWN_OPTION':
      return `Unknown option '${option}'`;
    case 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE':
      return error.message.includes('does not take')
        ? `Option '${option}' takes no value`
        : `Option '${option.replace(/^-\w, /, '')}' needs a value`;
    default:
      return error.message.split('\n')[0];
  }
}

/**
 * @param {string | undefined} text
 * @param {string} option - its name, for the message
 * @param {number} fallback
 * @returns {number} a TCP port
 */
export function readPort(text, option, fallback) {
  if (text === undefined) return fallback;
  const port = Number(text);
  if (!/^\d+$/.test(text) || port < 1 || port > 65535) {
    throw new UserError(
      `${option} needs a port from 1 to 65535, not '${text}'`,
    );
  }
  return port;
}

/**
 * npm keeps every option that stands before `--` to itself (`npm start --port 3100`), so that it would be lost silently.
 *
 * @param {string[]} names - options to look for
 * @param {string} command - as it is typed, `npm start`
 */
export function refuseSwallowedOptions(names, command, env = process.env) {
  const name = names.find(
    option => env[`npm_config_${option.replace(/-/g, '_')}`] !== undefined,
  );
  if (name) {
    throw new UserError(
      `npm kept --${name} to itself: put two dashes before the options, ${command} -- --${name}`,
    );
  }
}
