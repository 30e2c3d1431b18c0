/**
 * For git in the lab: the person's own settings (signing, hooks, another default branch) and a git hook's variables must not reach its
 * repositories.
 *
 * @param {{ name: string, email: string }} [author]
 * @returns {NodeJS.ProcessEnv}
 */
export function gitEnvironment(
  author = { name: 'Sluice lab', email: 'lab@lab.test' },
) {
  const inherited = Object.entries(process.env).filter(
    ([name]) => !name.startsWith('GIT_'),
  );
  return {
    ...Object.fromEntries(inherited),
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_AUTHOR_NAME: author.name,
    GIT_AUTHOR_EMAIL: author.email,
    GIT_COMMITTER_NAME: author.name,
    GIT_COMMITTER_EMAIL: author.email,
  };
}
