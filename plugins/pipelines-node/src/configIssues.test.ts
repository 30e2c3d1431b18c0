import { z } from 'zod';
import { describeConfigIssue } from './configIssues';

const schema = z.strictObject({
  name: z.string().min(1),
  port: z.number().optional(),
  auth: z
    .discriminatedUnion('type', [
      z.object({ type: z.literal('basic') }),
      z.object({ type: z.literal('bearer') }),
    ])
    .optional(),
  list: z
    .array(z.string().refine(v => v !== 'bad', 'must be something else'))
    .optional(),
});

const described = (value: unknown) =>
  schema.safeParse(value).error!.issues.map(issue =>
    describeConfigIssue(issue as never, value, 'pipelines.x[0]', {
      choices: 'basic, bearer',
    }),
  );

describe('describeConfigIssue', () => {
  it.each([
    ['a key that is missing', {}, 'pipelines.x[0].name is missing'],
    ['an empty text', { name: '' }, 'pipelines.x[0].name is empty'],
    [
      'an unknown key',
      { name: 'a', url: 'secret' },
      'pipelines.x[0].url is not a known key',
    ],
    [
      'a choice that there is not',
      { name: 'a', auth: { type: 'none' } },
      'must be one of basic, bearer',
    ],
    [
      'an item of a list, by our own words',
      { name: 'a', list: ['good', 'bad'] },
      'pipelines.x[0].list[1] must be something else',
    ],
    [
      'another type',
      { name: 'a', port: 'x' },
      'pipelines.x[0].port is wrong: ',
    ],
  ])('names the key of %s', (_, value, message) => {
    expect(described(value)[0]).toContain(message);
    expect(described(value)[0]).not.toContain('secret');
  });
});
