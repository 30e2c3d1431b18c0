import { askEach } from './askEach';

const node = (nodeId: number) => ({ nodeId, host: 'h', port: 1 });

describe('askEach', () => {
  it('asks each broker its question, and says of those that fail why', async () => {
    const problems = new Map<number, string>();
    const answers = await askEach({
      nodes: new Map([
        [1, node(1)],
        [2, node(2)],
      ]),
      plan: new Map([
        [1, 'a'],
        [2, 'b'],
      ]),
      problems,
      request: async ({ nodeId }, question) => {
        if (nodeId === 2) throw new Error('gone');
        return question;
      },
    });
    expect([...answers]).toEqual([[1, 'a']]);
    expect([...problems]).toEqual([[2, 'gone']]);
  });
});
