import { durationTicks } from './durationTicks';

it.each([
  [0, [0]],
  [3.5, [0, 1, 2, 3]],
  [207, [0, 60, 120, 180]],
  [33_000, [0, 10_800, 21_600, 32_400]],
  [86_400 * 100, [0, 2_160_000, 4_320_000, 6_480_000, 8_640_000]],
])('an axis up to %s s has ticks at %j', (top, expected) => {
  expect(durationTicks(top)).toEqual(expected);
});
