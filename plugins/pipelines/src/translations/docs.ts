/** Words of the docs part of the entity page. @internal */
export const docsMessages = {
  title: 'Docs',
  pages: 'Page',
  docs: 'Docs',
  runbook: 'Runbook',
  error: "The page couldn't be loaded",
  readFrom: 'read from {{location}}',
  open: 'Open {{location}}',
  missing: {
    docs: 'No docs yet',
    runbook: 'No runbook yet',
    description:
      'Write a Markdown page beside the entity’s own file and name it with this annotation; an http(s) address works too.',
    reason: 'What was tried: {{message}}',
  },
} as const;
