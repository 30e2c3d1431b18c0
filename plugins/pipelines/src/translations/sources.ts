/** Words of the sources page. @internal */
export const sourcesMessages = {
  title: 'Sources',
};
