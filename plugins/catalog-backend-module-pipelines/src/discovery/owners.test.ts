import { ownerCandidates } from './owners';

describe('ownerCandidates', () => {
  it.each([
    [{ tags: ['team:Sales-Data'] }, ['group:default/sales-data']],
    [{ tags: ['team:group:finance/close'] }, ['group:finance/close']],
    [
      { tags: ['team:sales'], owners: ['airflow', 'platform'] },
      [
        'group:default/sales',
        'group:default/airflow',
        'group:default/platform',
      ],
    ],
    [{ tags: ['team:'], owners: ['jane@example.com', '', '売上'] }, []],
    [{ tags: ['team:user:jane'] }, []],
    [{}, []],
  ])('of %j are %j', (definition, expected) => {
    expect(ownerCandidates(definition)).toEqual(expected);
  });
});
