/** Words of the fleet page. @internal */
export const fleetMessages = {
  title: 'Fleet',
};
