/** Words of the home page. @internal */
export const homeMessages = {
  title: 'Home',
};
