import { planned, TECHNOLOGIES } from './steps';

describe.each(Object.entries(TECHNOLOGIES))(
  'deploying a %s',
  (_, { steps }) => {
    it('changes what runs in exactly one step, and waits only after it', () => {
      const point = steps.findIndex(({ effect }) => effect === 'point');
      expect(steps.filter(({ effect }) => effect === 'point')).toHaveLength(1);
      const waits = steps.findIndex(({ effect }) => effect === 'await');
      expect(waits === -1 || waits > point).toBe(true);
    });

    it('tells people no more than a step', () => {
      for (const step of steps) {
        expect(Object.keys(planned(step))).toEqual([
          'name',
          'title',
          'timeoutSeconds',
        ]);
      }
    });
  },
);
