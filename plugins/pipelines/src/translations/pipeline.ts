/** Words of the pipeline part of the entity page. @internal */
export const pipelineMessages = {
  title: 'Pipeline',
};
