/** Words of the lineage part of the entity page. @internal */
export const lineageMessages = {
  title: 'Lineage',
};
