const { createConfigForRole } = require('@backstage/cli/config/eslint-factory');

/** The rules of the packages, for what runs the repository itself. As an override, so that packages don't inherit it. */
function outsidePackages(role, extra) {
  const { ignorePatterns, ...config } = createConfigForRole(
    __dirname,
    role,
    extra,
  );
  return config;
}

module.exports = {
  root: true,
  overrides: [
    {
      files: [
        '{scripts,e2e,lab,benchmarks,chaos,templates}/**/*.{mjs,cjs,js,ts}',
      ],
      ...outsidePackages('cli', {
        parserOptions: { ecmaVersion: 'latest' },
        env: { node: true, es2024: true, jest: false },
        rules: { 'no-undef': 'error', strict: 'off' },
        tsRules: { 'no-undef': 'off' },
      }),
    },
    {
      // Functions given to the page run in the browser.
      files: ['e2e/**/*.mjs'],
      env: { browser: true },
    },
  ],
};
