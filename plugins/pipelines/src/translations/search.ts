/** Words of the search page. @internal */
export const searchMessages = {
  title: 'Search',
};
