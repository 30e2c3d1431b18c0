import { draftFields, draftProblems, valueAt, withValue } from './sloDraft';

const DEADLINE = {
  name: 'by-six',
  kind: 'deadline',
  target: 95,
  window: { rolling: '28d' },
  deadline: { time: '06:00', timezone: 'UTC', calendar: 'business-days' },
};
const FIELDS = draftFields({ kind: 'deadline', definition: DEADLINE });
const field = (path: string) => FIELDS.find(f => f.path === path)!;

describe('draftFields', () => {
  it('are those of the kind', () => {
    expect(FIELDS.map(f => f.path)).toEqual([
      'target',
      'window.rolling',
      'deadline.time',
      'deadline.timezone',
      'deadline.dataThrough',
      'deadline.calendar',
    ]);
    expect(
      draftFields({
        kind: 'success',
        definition: { window: { calendar: 'month', timezone: 'UTC' } },
      }).map(f => f.path),
    ).toEqual(['target', 'success.within']);
  });
});

describe('withValue', () => {
  it.each<[string, string, string, unknown]>([
    ['a number', 'target', '99.5', 99.5],
    ['what is none stays as typed', 'target', 'most', 'most'],
    ['nothing is no zero', 'target', '', ''],
    ['a text', 'deadline.time', '05:30', '05:30'],
    ['text that looks like a number', 'window.rolling', '30', '30'],
  ])('%s', (_, path, text, expected) => {
    const changed = withValue(DEADLINE, field(path), text);
    expect(valueAt(changed, path)).toBe(String(expected));
    const [head, tail] = path.split('.');
    const value = tail ? (changed[head] as any)[tail] : changed[head];
    expect(value).toBe(expected);
    expect(Object.keys(changed)).toEqual(Object.keys(DEADLINE));
  });

  it('leaves out an optional field that was emptied, and takes one up', () => {
    const without = withValue(DEADLINE, field('deadline.calendar'), ' ');
    expect(without.deadline).toEqual({ time: '06:00', timezone: 'UTC' });
    const through = withValue(without, field('deadline.dataThrough'), '04:30');
    expect(valueAt(through, 'deadline.dataThrough')).toBe('04:30');
    expect(DEADLINE.deadline.calendar).toBe('business-days');
  });
});

describe('draftProblems', () => {
  it('stand at their fields, and what belongs to none is kept', () => {
    const { byPath, others } = draftProblems(
      [
        { path: 'slo[0].target', message: 'must be below 100' },
        { path: 'slo[0].deadline.time', message: 'must be HH:mm' },
        { path: 'slo[0].deadline.time', message: 'not 24:00' },
        { path: 'slo[0].deadline', message: 'must be there' },
        { path: 'slo', message: 'must be a list' },
      ],
      FIELDS,
    );
    expect([...byPath]).toEqual([
      ['target', 'must be below 100'],
      ['deadline.time', 'must be HH:mm; not 24:00'],
    ]);
    expect(others).toEqual(['deadline: must be there', 'must be a list']);
  });
});
