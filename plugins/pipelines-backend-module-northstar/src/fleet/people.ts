/** What a person of Northstar does; value of the role annotation. @internal */
export type PersonRole =
  | 'data-engineer'
  | 'platform-engineer'
  | 'finance-controller'
  | 'auditor';

/** A person who can be signed in as. @internal */
export type Person = {
  name: string;
  displayName: string;
  group: string;
  role: PersonRole;
  description: string;
};

/** A team of Northstar. All but the first are its children. @internal */
export const GROUPS = [
  {
    name: 'northstar',
    type: 'company',
    title: 'Northstar Retail',
    description: 'A retailer that exists only in this demo',
  },
  {
    name: 'commerce-data',
    type: 'team',
    title: 'Commerce Data',
    description: 'Owns the pipelines of sales, marketing and customer',
  },
  {
    name: 'supply-data',
    type: 'team',
    title: 'Supply Data',
    description: 'Owns the pipelines of supply',
  },
  {
    name: 'finance-data',
    type: 'team',
    title: 'Finance Data',
    description: 'Owns the pipelines of finance, most of them under SOX',
  },
  {
    name: 'platform',
    type: 'team',
    title: 'Data Platform',
    description: 'Runs lake, warehouse, Airflow and Kafka, and owns Sluice',
  },
  {
    name: 'finance-controllers',
    type: 'team',
    title: 'Finance Controllers',
    description: 'Decide on changes to what the books are made from',
  },
  {
    name: 'internal-audit',
    type: 'team',
    title: 'Internal Audit',
    description: 'Read everything and change nothing',
  },
] as const;

/** The eight people of the demo. @internal */
export const PEOPLE: Person[] = [
  {
    name: 'ines.duarte',
    displayName: 'Ines Duarte',
    group: 'finance-data',
    role: 'data-engineer',
    description:
      'Data engineer for finance. Releases the finance pipelines and asks for promotions; those under SOX also need a controller.',
  },
  {
    name: 'marek.novak',
    displayName: 'Marek Novak',
    group: 'commerce-data',
    role: 'data-engineer',
    description:
      'Data engineer for sales, marketing and customer. Asks for promotions and votes on those of colleagues.',
  },
  {
    name: 'priya.raman',
    displayName: 'Priya Raman',
    group: 'commerce-data',
    role: 'data-engineer',
    description:
      'Data engineer for sales, marketing and customer, with a focus on consumers. Asks for promotions and votes on those of colleagues.',
  },
  {
    name: 'tomas.lindqvist',
    displayName: 'Tomas Lindqvist',
    group: 'supply-data',
    role: 'data-engineer',
    description:
      'Data engineer for supply. Asks for promotions and votes on those of colleagues.',
  },
  {
    name: 'aisha.bello',
    displayName: 'Aisha Bello',
    group: 'supply-data',
    role: 'data-engineer',
    description:
      'Data engineer for supply, who moves the old warehouse exports. Asks for promotions and votes on those of colleagues.',
  },
  {
    name: 'jonas.weber',
    displayName: 'Jonas Weber',
    group: 'platform',
    role: 'platform-engineer',
    description:
      'Platform engineer. Looks after sources and environments, may hold releases and use break-glass, which the ledger records.',
  },
  {
    name: 'grace.okafor',
    displayName: 'Grace Okafor',
    group: 'finance-controllers',
    role: 'finance-controller',
    description:
      'Finance controller. Approves changes to SOX pipelines; sees finance, changes no code.',
  },
  {
    name: 'henrik.sato',
    displayName: 'Henrik Sato',
    group: 'internal-audit',
    role: 'auditor',
    description:
      'Auditor. Reads everything, the ledger and the evidence pack; changes nothing.',
  },
];
