import { canonicalJson } from '../../canonical/digest';
import type { DbtManifest, DbtNodeManifest } from '../manifests/shapes';
import { type Change, compare, count, type Nature } from './entries';

type Impact = Change['impact'];

/** Something of a node that isn't what it was. */
type Aspect = {
  text: string;
  nature: Nature;
  impact: Impact;
  detail?: string;
};

const TESTS = ['test', 'unit_test'];
const HARMLESS_WHEN_GONE = [...TESTS, 'exposure', 'analysis'];

/** Of what may be used by any node. */
const SHARED = {
  area: 'dbt',
  impact: 'unknown',
  nature: 'code',
  place: 'unit',
} as const;

/** The worst first. */
const IMPACTS: Impact[] = ['breaking', 'unknown', 'reversible', 'non-breaking'];

/**
 * What changes of a dbt project, a line a node.
 *
 * Breaking: a column or a node that others may read is gone, has another type or is built in another way. Non-breaking: a column more,
 * descriptions, tags, tests, and other SQL behind a contract that dbt enforces and that stays the same. All else is unknown, which has
 * to be taken for breaking. (As `state:modified.contract` of dbt has it, but also for models without a contract.)
 *
 * @internal
 */
export function diffDbt(
  base: DbtManifest | undefined,
  to: DbtManifest | undefined,
): Change[] {
  const nodes = compare(base?.nodes, to?.nodes, isSame);
  const macros = compare(base?.macros, to?.macros, (a, b) => a === b);
  const macro = (id: string, sign: Change['sign']): Change => ({
    ...SHARED,
    sign,
    title: `dbt macro ${shortName(id)}`,
    detail: 'It may be used by any model',
  });
  return [
    ...nodes.added.map(id => whole(id, to!.nodes[id], '+')),
    ...nodes.removed.map(id => whole(id, base!.nodes[id], '-')),
    ...nodes.changed.flatMap(id => changed(id, base!.nodes[id], to!.nodes[id])),
    // Where only one side says what its macros are, nothing is known of them.
    ...(base?.macros && to?.macros
      ? [
          ...macros.added.map(id => macro(id, '+')),
          ...macros.removed.map(id => macro(id, '-')),
          ...macros.changed.map(id => macro(id, '~')),
        ]
      : []),
    ...(base?.dbt_version &&
    to?.dbt_version &&
    base.dbt_version !== to.dbt_version
      ? [
          {
            ...SHARED,
            sign: '~' as const,
            title: `dbt ${base.dbt_version} → ${to.dbt_version}`,
          },
        ]
      : []),
  ];
}

function whole(id: string, node: DbtNodeManifest, sign: '+' | '-'): Change {
  const type = node.resource_type;
  const isTest = TESTS.includes(type);
  const breaks = sign === '-' && !HARMLESS_WHEN_GONE.includes(type);
  return {
    area: 'dbt',
    sign,
    title: `dbt ${type} ${shortName(id)}`,
    impact: breaks ? 'breaking' : 'non-breaking',
    nature: isTest ? 'tests' : 'code',
    place: { node: id },
  };
}

function changed(
  id: string,
  base: DbtNodeManifest,
  to: DbtNodeManifest,
): Change[] {
  const aspects = TESTS.includes(to.resource_type)
    ? [aspect('changed', 'tests', 'non-breaking')]
    : aspectsOf(base, to);
  // Said otherwise, for example that there is no contract.
  if (aspects.length === 0) return [];
  const natures = new Set(aspects.map(each => each.nature));
  const details = aspects.flatMap(each => each.detail ?? []);
  const change: Change = {
    area: 'dbt',
    sign: '~',
    title: `dbt ${shortName(id)}: ${aspects.map(each => each.text).join(', ')}`,
    impact: IMPACTS.find(impact => aspects.some(a => a.impact === impact))!,
    nature: natures.size === 1 ? [...natures][0] : 'code',
    place: { node: id },
  };
  return [
    details.length > 0 ? { ...change, detail: details.join('; ') } : change,
  ];
}

function aspectsOf(base: DbtNodeManifest, to: DbtNodeManifest): Aspect[] {
  const found: Aspect[] = [];
  const columns = compare(base.columns, to.columns, (a, b) => a === b);
  const some = (names: string[], what: string, impact: Impact) => {
    if (names.length === 0) return;
    found.push({
      text: `${count(names.length, 'column')} ${what}`,
      nature: 'code',
      impact,
      detail: `${what}: ${names.slice(0, 20).join(', ')}`,
    });
  };
  some(columns.removed, 'removed', 'breaking');
  some(columns.changed, 'retyped', 'breaking');
  some(columns.added, 'added', 'non-breaking');
  if (base.materialized !== to.materialized) {
    found.push(
      aspect(
        `materialised ${base.materialized ?? 'none'} → ${
          to.materialized ?? 'none'
        }`,
        'code',
        'breaking',
      ),
    );
  }
  if (base.resource_type !== to.resource_type) {
    found.push(
      aspect(`${base.resource_type} → ${to.resource_type}`, 'code', 'breaking'),
    );
  }
  if (Boolean(base.contract) !== Boolean(to.contract)) {
    found.push(
      to.contract
        ? aspect('contract enforced', 'code', 'non-breaking')
        : aspect('contract no longer enforced', 'code', 'breaking'),
    );
  }
  if (base.checksum !== to.checksum) {
    const isKept = base.contract && to.contract;
    found.push(aspect('code', 'code', isKept ? 'non-breaking' : 'unknown'));
  } else if (!isSame(base.depends_on, to.depends_on)) {
    // Otherwise it follows from the code.
    found.push(aspect('dependencies', 'code', 'unknown'));
  }
  if (!isSame(base.tags, to.tags)) {
    found.push(aspect('tags', 'tags', 'non-breaking'));
  }
  const docs = ({ column_descriptions, description }: DbtNodeManifest) => [
    description ?? '',
    column_descriptions ?? {},
  ];
  if (!isSame(docs(base), docs(to))) {
    found.push(aspect('description', 'docs', 'non-breaking'));
  }
  if (!isSame(others(base), others(to))) {
    found.push(aspect('configuration', 'code', 'unknown'));
  }
  return found;
}

function aspect(text: string, nature: Nature, impact: Impact): Aspect {
  return { text, nature, impact };
}

/** All that has no aspect of its own. */
function others(node: DbtNodeManifest): object {
  const {
    checksum,
    column_descriptions,
    columns,
    contract,
    depends_on,
    description,
    materialized,
    resource_type,
    tags,
    ...rest
  } = node;
  return rest;
}

/** `fct_revenue` of `model.northstar.fct_revenue` @internal */
export function shortName(id: string): string {
  return id.split('.').slice(2).join('.') || id;
}

function isSame(a: unknown, b: unknown): boolean {
  return canonicalJson(a) === canonicalJson(b);
}
