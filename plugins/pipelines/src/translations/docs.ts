/** Words of the docs part of the entity page. @internal */
export const docsMessages = {
  title: 'Docs',
};
