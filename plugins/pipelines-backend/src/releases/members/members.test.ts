import type { Manifests } from '../manifests/shapes';
import {
  membersOfCommit,
  membersOfDag,
  membersOfNode,
  membersOfPath,
  type UnitMember,
} from './members';

const member = (name: string, more: Partial<UnitMember> = {}): UnitMember => ({
  entityRef: `component:default/${name}`,
  name,
  dagIds: [],
  dbtSelections: [],
  isSox: false,
  ...more,
});
const MEMBERS = [
  member('close', { dagIds: ['finance_close'] }),
  member('open'),
  member('revenue', { dbtSelections: ['northstar/tag:revenue'] }),
];
const refs = (...names: string[]) => names.map(n => `component:default/${n}`);
const dag = (file: string) => ({ schedule: null, tags: [], tasks: {}, file });
const model = (more: object) => ({
  resource_type: 'model',
  checksum: 'a',
  columns: {},
  depends_on: [],
  tags: [],
  ...more,
});
const MANIFESTS: Manifests[] = [
  {
    dags: {
      finance_close: dag('dags/close.py'),
      open: dag('dags/open.py'),
      nobody: dag('dags/nobody.py'),
    },
    dbt: {
      nodes: {
        'model.northstar.fct': model({
          tags: ['revenue'],
          path: 'models/fct.sql',
          patch_path: 'models/schema.yml',
        }),
        'model.northstar.stray': model({ path: 'models/stray.sql' }),
        'model.other.fct': model({ tags: ['revenue'] }),
      },
    },
    members: { 'Component:default/Open': ['lib/open/', 'lib/both'] },
  },
  {},
];

describe('the pipelines of a unit', () => {
  it.each([
    ['finance_close', refs('close')],
    ['open', refs('open')],
    ['nobody', undefined],
  ])('are found by the DAG %s', (id, expected) => {
    expect(membersOfDag(id, MEMBERS)).toEqual(expected);
  });

  it.each([
    ['model.northstar.fct', refs('revenue')],
    ['model.northstar.stray', undefined],
    ['model.other.fct', undefined],
    ['model.northstar.gone', undefined],
  ])('are found by the node %s', (id, expected) => {
    expect(membersOfNode(id, MEMBERS, MANIFESTS)).toEqual(expected);
  });

  it.each([
    ['dags/close.py', refs('close')],
    ['dags/nobody.py', undefined],
    ['models/fct.sql', refs('revenue')],
    ['models/schema.yml', refs('revenue')],
    ['lib/open/x.py', refs('open')],
    ['lib/opening/x.py', undefined],
    ['lib/shared.py', undefined],
  ])('are found by the file %s', (path, expected) => {
    expect(membersOfPath(path, MEMBERS, MANIFESTS)).toEqual(expected);
  });

  it.each<[string, { members?: string[]; paths?: string[] }, unknown]>([
    ['nothing that CI says', {}, undefined],
    [
      'what CI says, of this unit alone',
      { members: [...refs('open'), 'component:default/else'], paths: ['x'] },
      refs('open'),
    ],
    ['names that are of no pipeline here', { members: ['x'] }, undefined],
    ['the word of CI that it touches none', { members: [] }, []],
    [
      'files, but for documentation',
      { paths: ['README.md', 'dags/open.py', 'dags/close.py'] },
      refs('close', 'open'),
    ],
    [
      'a file among them that belongs to nobody',
      { paths: ['dags/open.py', 'lib/shared.py'] },
      undefined,
    ],
    ['documentation alone', { paths: ['docs/x.md'] }, []],
  ])('are found for a commit by %s', (_, commit, expected) => {
    expect(
      membersOfCommit(
        { members: undefined, paths: undefined, ...commit },
        MEMBERS,
        MANIFESTS,
      ),
    ).toEqual(expected);
  });
});
