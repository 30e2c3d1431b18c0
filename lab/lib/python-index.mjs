/** What pip calls a setting, and the variable by which uv learns the same. */
const UV_VARIABLES = {
  'index-url': 'UV_DEFAULT_INDEX',
  'extra-index-url': 'UV_INDEX',
  'find-links': 'UV_FIND_LINKS',
  'trusted-host': 'UV_INSECURE_HOST',
  cert: 'SSL_CERT_FILE',
};

/**
 * uv reads neither pip.conf nor PIP_* variables. Where a company points pip at its own mirror, uv must follow.
 *
 * @param {string} pipConfigList - the output of `pip config list`: `global.index-url='https://…'`, `:env:.cert='/…'`
 * @param {NodeJS.ProcessEnv} env - what is set here for uv already wins
 * @returns {Record<string, string>}
 */
export function uvSettings(pipConfigList, env = {}) {
  const settings = {};
  for (const line of pipConfigList.split('\n')) {
    const match = /^(?:[\w:]*)\.([\w-]+)='(.*)'$/.exec(line.trim());
    const variable = match && UV_VARIABLES[match[1]];
    // pip lists the environment first, which is also what wins.
    if (variable && !env[variable] && !settings[variable]) {
      settings[variable] = match[2].replaceAll('\\n', ' ').trim();
    }
  }
  return settings;
}
