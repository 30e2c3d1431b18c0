import { prettySchema } from './prettySchema';

describe('prettySchema', () => {
  it.each([
    ['{"type":"int"}', '{\n  "type": "int"\n}'],
    ['message A {}', 'message A {}'],
  ])('lays out %s', (text, expected) => {
    expect(prettySchema(text)).toBe(expected);
  });
});
