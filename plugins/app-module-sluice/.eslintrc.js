module.exports = require('@backstage/cli/config/eslint-factory')(__dirname, {
  rules: {
    // The API client's methods are named as HTTP's are: `api.GET('/approvals')`.
    'new-cap': ['error', { capIsNew: false }],
  },
});
