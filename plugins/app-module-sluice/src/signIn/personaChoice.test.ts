import {
  clearPersonaChoice,
  loadPersonaChoice,
  storePersonaChoice,
} from './personaChoice';

describe('the choice of a person', () => {
  afterEach(() => sessionStorage.clear());

  it('is kept until it is cleared', () => {
    const choice = {
      entityRef: 'user:default/mei.lin',
      displayName: 'Mei Lin',
    };
    expect(loadPersonaChoice()).toBeUndefined();
    storePersonaChoice(choice);
    expect(loadPersonaChoice()).toEqual(choice);
    clearPersonaChoice();
    expect(loadPersonaChoice()).toBeUndefined();
  });

  it.each(['{', '"mei"', '{"entityRef":1}', '[]'])(
    'is asked for again if %s was stored',
    stored => {
      sessionStorage.setItem('sluice.persona', stored);
      expect(loadPersonaChoice()).toBeUndefined();
    },
  );
});
