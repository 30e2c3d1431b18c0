/** Words of the pages on what to do when something breaks. @internal */
export const runbooksMessages = {
  title: 'Runbooks',
  subtitle: 'what to do when something breaks',
  note: 'A pipeline’s own runbook comes before these: it knows what may be run twice.',
  list: 'Runbooks',
  loading: 'Loading the runbooks',
  error: "The runbooks couldn't be loaded",
  pageError: "The runbook couldn't be loaded",
  own: 'Kept by your company: {{url}}',
  elsewhere: {
    title: 'This runbook is kept elsewhere',
    open: 'Open {{url}}',
  },
  none: { title: 'There is no such runbook', all: 'All runbooks' },
  print: 'Print',
} as const;
