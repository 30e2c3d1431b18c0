module.exports = require('@backstage/cli/config/eslint-factory')(__dirname, {
  overrides: [
    {
      // Tests all the same, by another name: the ordinary run must not match them.
      files: ['src/**/*.labtest.ts'],
      rules: { 'no-restricted-imports': 'off' },
    },
    {
      // The lab's tests run the module in the real backend.
      files: ['src/__testUtils__/labPortal.ts'],
      rules: { '@backstage/no-mixed-plugin-imports': 'off' },
    },
  ],
});
