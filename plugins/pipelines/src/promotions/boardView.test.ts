import {
  boardRow,
  promotion,
  unitEnvironment,
} from '../__testUtils__/promotions';
import {
  boardRows,
  domainsOf,
  formatBoardView,
  parseBoardView,
} from './boardView';

const still = boardRow({ unit: 'a_still', environments: [unitEnvironment()] });
const moving = boardRow({
  unit: 'b_moving',
  domains: ['sales'],
  environments: [unitEnvironment({ moving: promotion({ state: 'Running' }) })],
});
const failed = boardRow({
  unit: 'c_failed',
  environments: [unitEnvironment({ health: 'failed' })],
});
const rows = [still, moving, failed];
const names = (query: string) =>
  boardRows(rows, parseBoardView(new URLSearchParams(query))).map(
    row => row.unit,
  );

describe('the view of the board', () => {
  it.each([
    ['', ['c_failed', 'b_moving', 'a_still']],
    ['moving=true', ['b_moving']],
    ['domain=sales', ['b_moving']],
    ['text=STILL+a', ['a_still']],
  ])('%s', (query, expected) => {
    expect(names(query)).toEqual(expected);
  });

  it('is carried by the query string', () => {
    const query = 'text=a&domain=sales&moving=true';
    expect(
      formatBoardView(parseBoardView(new URLSearchParams(query))).toString(),
    ).toBe(query);
    expect(domainsOf(rows)).toEqual(['finance', 'sales']);
  });
});
