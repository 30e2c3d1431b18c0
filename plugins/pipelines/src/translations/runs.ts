/** Words of the runs part of the entity page. @internal */
export const runsMessages = {
  title: 'Runs',
};
