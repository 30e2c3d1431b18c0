import { DeadLetterPatterns } from './deadLetters';

const known = new Set(['orders.v1', 'orders', 'payments']);
const of = (name: string, ...patterns: string[]) =>
  new DeadLetterPatterns(patterns).of(name, known);

describe('DeadLetterPatterns', () => {
  it.each([
    ['orders.v1.dlq', ['<topic>.dlq'], { topic: 'orders.v1' }],
    ['ordersxdlq', ['<topic>.dlq'], undefined],
    ['.dlq', ['<topic>.dlq'], undefined],
    ['gone.dlq', ['<topic>.dlq'], { topic: 'gone' }],
    [
      'error.orders.v1.team.a',
      ['<topic>.dlq', 'error.<topic>.<group>'],
      { topic: 'orders.v1', group: 'team.a' },
    ],
    [
      'error.orders.team.a',
      ['error.<topic>.<group>'],
      { topic: 'orders', group: 'team.a' },
    ],
    [
      'error.gone.team.a',
      ['error.<topic>.<group>'],
      { topic: 'gone.team', group: 'a' },
    ],
    ['retry-3.payments.dlt', ['retry-*.<topic>.dlt'], { topic: 'payments' }],
    ['connect-errors', ['connect-errors'], {}],
    ['orders', ['<topic>.dlq'], undefined],
    ['orders', [], undefined],
  ])('%s by %j', (name, patterns, expected) => {
    const found = of(name, ...patterns);
    expect(found && JSON.parse(JSON.stringify(found))).toEqual(expected);
  });
});
