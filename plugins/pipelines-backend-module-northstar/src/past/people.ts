import { PEOPLE } from '../fleet';
import { draws } from '../simulation/draws';

/** Somebody of Northstar, as commits and requests name them. @internal */
export type Colleague = { ref: string; name: string; email: string };

const colleague = (name: string): Colleague => ({
  ref: `user:default/${name}`,
  name: PEOPLE.find(each => each.name === name)?.displayName ?? name,
  email: `${name}@northstar.example`,
});

export const INES = colleague('ines.duarte');
export const MAREK = colleague('marek.novak');
export const PRIYA = colleague('priya.raman');
export const TOMAS = colleague('tomas.lindqvist');
export const AISHA = colleague('aisha.bello');
export const JONAS = colleague('jonas.weber');
export const GRACE = colleague('grace.okafor');

/** Who writes and asks at each team; the first ones most. */
const TEAMS: Record<string, Colleague[]> = {
  'finance-data': [INES, PRIYA],
  'commerce-data': [MAREK, PRIYA],
  'supply-data': [TOMAS, AISHA],
  platform: [JONAS, AISHA],
};

/** Who may agree as an engineer. */
const ENGINEERS = [INES, MAREK, PRIYA, TOMAS, AISHA, JONAS];

/** Whoever wrote something of a team's unit that day. @internal */
export function authorOf(owner: string, ...words: Array<string | number>) {
  const team = TEAMS[owner] ?? TEAMS.platform;
  const [draw] = draws('author', owner, ...words);
  return team[draw < 0.7 ? 0 : 1];
}

/**
 * Who is asked for their vote, one after the other: an engineer, finance where the books are concerned, and the platform team in case that
 * a risk raises the rule.
 *
 * @param not - who asked, or wrote it
 * @internal
 */
export function votersOf(options: {
  not: Colleague[];
  needsFinance: boolean;
  words: Array<string | number>;
}): string[] {
  const { needsFinance, not, words } = options;
  const others = ENGINEERS.filter(each => !not.includes(each));
  const first = Math.floor(draws('voter', ...words)[0] * others.length);
  const engineer = others[first];
  const platform = [JONAS, AISHA].filter(
    each => !not.includes(each) && each !== engineer,
  );
  return [engineer, ...(needsFinance ? [GRACE] : []), ...platform].map(
    each => each.ref,
  );
}
