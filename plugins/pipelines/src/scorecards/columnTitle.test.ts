import { scorecard } from '../__testUtils__/scorecards';
import { columnTitle } from './columnTitle';

it('names the fact, or the check where two are about one fact', () => {
  const [owner, runbook] = scorecard().checks;
  const long = { ...runbook, title: 'It has a runbook' };
  const age = { ...long, id: 'age', title: 'Its runbook is young' };
  expect(columnTitle(long, [owner, long])).toBe('Runbook');
  expect(columnTitle(age, [owner, long, age])).toBe('Its runbook is young');
});
