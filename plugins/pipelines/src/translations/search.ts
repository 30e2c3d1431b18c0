/** Words of search results. @internal */
export const searchMessages = {
  owner: 'owner {{owner}}',
  noStatus: 'Status not known',
} as const;
