module.exports = require('@backstage/cli/config/eslint-factory')(__dirname, {
  rules: {
    // The API client's methods are named as HTTP's are: `api.GET('/fleet')`.
    'new-cap': ['error', { capIsNew: false }],
    // A file reads from the page down to its parts; a component is used only once all of its file has run.
    '@typescript-eslint/no-use-before-define': [
      'error',
      { functions: false, variables: false, typedefs: false },
    ],
  },
});
