import { canonicalJson } from '../../canonical/digest';
import type { ReleaseContent } from '../content';
import type { Manifests } from '../manifests/shapes';
import { natureOfPath } from '../members/natureOfPath';
import { destructiveDdl } from './destructive';
import { type Change, compare } from './entries';

/** What a first release is compared with. @internal */
export type Content = Pick<
  ReleaseContent,
  'artifacts' | 'configSchema' | 'manifests' | 'migrations' | 'topologyHash'
>;

const isSame = (a: unknown, b: unknown) =>
  canonicalJson(a) === canonicalJson(b);

/** Which artifacts change. What changes within them is up to the manifests. @internal */
export function diffArtifacts(
  base: Content | undefined,
  to: Content,
): Change[] {
  const byName = (content: Content | undefined) =>
    Object.fromEntries((content?.artifacts ?? []).map(a => [a.name, a]));
  const [before, after] = [byName(base), byName(to)];
  const { added, changed, removed } = compare(before, after, isSame);
  const line = (
    name: string,
    sign: Change['sign'],
    detail: string,
  ): Change => ({
    area: 'artifact',
    sign,
    title: `Artifact ${name}`,
    detail,
    impact: 'reversible',
    nature: 'code',
    place: { artifact: name },
  });
  const short = (digest: string) => digest.replace(/^sha256:/, '').slice(0, 12);
  return [
    ...added.map(name => line(name, '+', after[name].kind)),
    ...removed.map(name => line(name, '-', before[name].kind)),
    ...changed.map(name =>
      line(
        name,
        '~',
        before[name].kind === after[name].kind
          ? `${short(before[name].digest)} → ${short(after[name].digest)}`
          : `${before[name].kind} → ${after[name].kind}`,
      ),
    ),
  ];
}

/** Which files of the artifacts change. @internal */
export function diffFiles(
  base: Manifests['files'],
  to: Manifests['files'],
): Change[] {
  const { added, changed, removed } = compare(base, to, isSame);
  const line = (path: string, sign: Change['sign']): Change => {
    const nature = natureOfPath(path);
    return {
      area: 'file',
      sign,
      title: path,
      impact: nature === 'code' ? 'reversible' : 'non-breaking',
      nature,
      place: { path },
    };
  };
  return [
    ...added.map(path => line(path, '+')),
    ...removed.map(path => line(path, '-')),
    ...changed.map(path => line(path, '~')),
  ];
}

/** Which keys of the config a release reads that the other one doesn't, and the other way round. @internal */
export function diffConfig(base: Content | undefined, to: Content): Change[] {
  type Keys = Record<
    string,
    { type: string; required?: boolean; reference?: string }
  >;
  const [before, after] = [base?.configSchema ?? {}, to.configSchema] as Keys[];
  const { added, changed, removed } = compare(before, after, isSame);
  const line = (key: string, how: Partial<Change>): Change => ({
    area: 'config',
    sign: '~',
    title: `Config ${key}`,
    impact: 'reversible',
    nature: 'code',
    place: 'unit',
    ...how,
  });
  const described = (key: Keys[string]) =>
    [key.type, key.required ? 'required' : undefined, key.reference]
      .filter(Boolean)
      .join(', ');
  return [
    ...added.map(key =>
      line(key, { sign: '+', detail: described(after[key]) }),
    ),
    ...removed.map(key =>
      line(key, { sign: '-', detail: described(before[key]) }),
    ),
    ...changed.map(key =>
      line(key, {
        detail: `${described(before[key])} → ${described(after[key])}`,
        impact:
          before[key].type === after[key].type ? 'reversible' : 'breaking',
      }),
    ),
  ];
}

/** Which migrations one release has that the other one hasn't. @internal */
export function diffMigrations(
  base: Content | undefined,
  to: Content,
): Change[] {
  const byId = (content: Content | undefined) =>
    Object.fromEntries((content?.migrations ?? []).map(m => [m.id, m]));
  const [before, after] = [byId(base), byId(to)];
  const { added, changed, removed } = compare(
    before,
    after,
    (a, b) => a.digest === b.digest,
  );
  const line = (id: string, how: Partial<Change>): Change => ({
    area: 'migration',
    sign: '~',
    title: `Migration ${id}`,
    impact: 'unknown',
    nature: 'code',
    place: 'unit',
    ...how,
  });
  const order = base?.migrations
    .map(m => m.id)
    .filter(id => Object.hasOwn(after, id));
  const newOrder = to.migrations
    .map(m => m.id)
    .filter(id => Object.hasOwn(before, id));
  return [
    ...added.map(id => {
      const { sql } = after[id];
      if (sql === undefined) {
        return line(id, { sign: '+', detail: 'Its SQL is not known' });
      }
      const found = destructiveDdl(sql);
      return line(id, {
        sign: '+',
        impact: found.length > 0 ? 'breaking' : 'reversible',
        detail:
          found.length > 0 ? found.join(', ') : 'No DROP, TRUNCATE or DELETE',
      });
    }),
    ...removed.map(id =>
      line(id, { sign: '-', detail: 'Where it ran, what it did stays' }),
    ),
    ...changed.map(id =>
      line(id, {
        impact: 'breaking',
        detail: 'It is another one under the same name, and may have run',
      }),
    ),
    ...(base && !isSame(order, newOrder)
      ? [
          line('', {
            title: 'The order of migrations',
            impact: 'breaking',
          }),
        ]
      : []),
  ];
}

/** How a line of a plan reads. */
const SIGNS = {
  create: '+',
  update: '~',
  replace: '~',
  delete: '-',
  'no-op': '=',
} as const;

/** On the way back. */
const INVERSE = { '+': '-', '-': '+', '~': '~', '=': '=' } as const;

/** What the plans do to resources that they don't both do. @internal */
export function diffInfrastructure(
  base: Manifests['infrastructure'],
  to: Manifests['infrastructure'],
): Change[] {
  const [before, after] = [base?.resources, to?.resources];
  const { added, changed, removed } = compare(before, after, isSame);
  const line = (
    address: string,
    sign: Change['sign'],
    how: Partial<Change>,
  ): Change => ({
    area: 'infrastructure',
    sign,
    title: address,
    impact: 'unknown',
    nature: 'code',
    place: 'unit',
    ...how,
  });
  const planned = (address: string, sign: Change['sign']) => {
    const { action, destroys } = after![address];
    const breaks = destroys || action === 'delete' || action === 'replace';
    return line(address, sign, {
      detail: breaks ? `${action}, destroys it` : action,
      impact: breaks ? 'breaking' : 'reversible',
    });
  };
  return [
    ...added.map(address => planned(address, SIGNS[after![address].action])),
    // Going back there is no plan that undoes it.
    ...removed.map(address => {
      const { action } = before![address];
      return line(address, INVERSE[SIGNS[action]], {
        detail: `${action} was planned by the other release, and is not any more`,
      });
    }),
    ...changed.map(address => planned(address, '~')),
  ];
}

/** What is known to change, and not what that means. @internal */
export function diffOpaque(
  base: Content | undefined,
  to: Content,
  names: Iterable<string>,
): Change[] {
  const changed = [...new Set(names)]
    .sort()
    .filter(
      name =>
        !isSame(base?.manifests[name] ?? null, to.manifests[name] ?? null),
    );
  const line = (title: string): Change => ({
    area: 'manifest',
    sign: '~',
    title,
    detail: 'It is not known what that means',
    impact: 'unknown',
    nature: 'code',
    place: 'unit',
  });
  return [
    ...changed.map(name => line(`Manifest ${name}`)),
    ...((base?.topologyHash ?? null) === to.topologyHash
      ? []
      : [line('The topology')]),
  ];
}
