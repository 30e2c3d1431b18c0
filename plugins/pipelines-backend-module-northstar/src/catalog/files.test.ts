import fs from 'node:fs';
import path from 'node:path';
import {
  EntityPolicies,
  FieldFormatEntityPolicy,
  NoForeignRootFieldsEntityPolicy,
  SchemaValidEntityPolicy,
  componentEntityV1alpha1Validator,
  domainEntityV1alpha1Validator,
  groupEntityV1alpha1Validator,
  locationEntityV1alpha1Validator,
  parseEntityRef,
  resourceEntityV1alpha1Validator,
  stringifyEntityRef,
  systemEntityV1alpha1Validator,
  userEntityV1alpha1Validator,
  type Entity,
} from '@backstage/catalog-model';
import {
  ANNOTATIONS,
  ANNOTATION_PREFIX,
  BINDING_ANNOTATIONS,
  DATASET_TYPES,
  PIPELINE_TYPES,
} from '@sluice/plugin-pipelines-common';
import { parseAllDocuments } from 'yaml';
import { catalogFiles } from './files';

const CATALOG = path.resolve(__dirname, '../../../../catalog');
const files = catalogFiles();
const entities: Entity[] = [...files]
  .filter(([file]) => file.endsWith('.yaml'))
  .flatMap(([, text]) => parseAllDocuments(text).map(d => d.toJS()));
const refs = new Set(entities.map(entity => stringifyEntityRef(entity)));
const ofKind = (kind: string) => entities.filter(e => e.kind === kind);

const policy = EntityPolicies.allOf([
  new SchemaValidEntityPolicy(),
  new NoForeignRootFieldsEntityPolicy(),
  new FieldFormatEntityPolicy(),
]);
const validators = [
  componentEntityV1alpha1Validator,
  domainEntityV1alpha1Validator,
  groupEntityV1alpha1Validator,
  locationEntityV1alpha1Validator,
  resourceEntityV1alpha1Validator,
  systemEntityV1alpha1Validator,
  userEntityV1alpha1Validator,
];

describe('the catalog of Northstar', () => {
  it.each([...files])(
    '%s is up to date (yarn generate-catalog)',
    (file, text) => {
      expect(fs.readFileSync(path.join(CATALOG, file), 'utf8')).toBe(text);
    },
  );

  it('holds no file that the generator wouldn’t write', () => {
    const present = fs
      .readdirSync(path.join(CATALOG, 'northstar'), {
        recursive: true,
        withFileTypes: true,
      })
      .filter(entry => entry.isFile())
      .map(entry =>
        path.relative(CATALOG, path.join(entry.parentPath, entry.name)),
      );
    expect(present.filter(file => !files.has(file))).toEqual([]);
  });

  it('is valid as the catalog sees it, every entity once and marked as demo', async () => {
    for (const entity of entities) {
      await policy.enforce(entity);
      const checks = await Promise.all(validators.map(v => v.check(entity)));
      expect(checks.filter(Boolean)).toHaveLength(1);
    }
    expect(refs.size).toBe(entities.length);
    const unmarked = entities.filter(
      ({ kind, metadata }) =>
        kind !== 'Location' &&
        metadata.annotations?.['sluice.dev/demo'] !== 'true',
    );
    expect(unmarked).toEqual([]);
  });

  it('writes annotations under our prefix as they are expected', () => {
    const wrong = entities.flatMap(({ metadata }) =>
      Object.entries(metadata.annotations ?? {})
        .filter(([name]) => name.startsWith(ANNOTATION_PREFIX))
        .filter(([name, value]) => !ANNOTATIONS[name]?.pattern.test(value))
        .map(([name, value]) => `${metadata.name}: ${name}=${value}`),
    );
    expect(wrong).toEqual([]);
  });

  it('relates only to what is there', () => {
    const missing: string[] = [];
    for (const entity of entities) {
      const spec = entity.spec as Record<string, string | string[]>;
      const related: Array<[string | string[] | undefined, string]> = [
        [spec.owner, 'group'],
        [spec.system, 'system'],
        [spec.domain, 'domain'],
        [spec.parent, 'group'],
        [spec.children, 'group'],
        [spec.memberOf, 'group'],
        [spec.dependsOn, 'resource'],
      ];
      for (const [value, defaultKind] of related) {
        for (const ref of [value ?? []].flat()) {
          const full = stringifyEntityRef(
            parseEntityRef(ref, { defaultKind, defaultNamespace: 'default' }),
          );
          if (!refs.has(full))
            missing.push(`${entity.metadata.name} → ${full}`);
        }
      }
    }
    expect(missing).toEqual([]);
  });

  it('points to pages that exist, and binds each pipeline once', () => {
    const bindings = new Set<string>();
    for (const { metadata, spec } of ofKind('Component')) {
      expect(PIPELINE_TYPES).toContain(spec?.type);
      const annotations = metadata.annotations!;
      for (const name of ['sluice.dev/docs', 'sluice.dev/runbook']) {
        expect([...files.keys()]).toContain(
          path.posix.join('northstar', annotations[name]),
        );
      }
      const bound = Object.values(BINDING_ANNOTATIONS).filter(
        name => annotations[name],
      );
      expect(bound).toHaveLength(1);
      bindings.add(`${bound[0]} ${annotations[bound[0]]}`);
    }
    expect(bindings.size).toBe(120);
    for (const { spec } of ofKind('Resource')) {
      expect(DATASET_TYPES).toContain(spec?.type);
    }
  });

  it('offers eight people to sign in as', () => {
    const users = ofKind('User');
    expect(users).toHaveLength(8);
    for (const { metadata } of users) {
      expect(metadata.annotations).toMatchObject({
        'sluice.dev/persona': 'true',
      });
      expect(metadata.description).toMatch(/\w+ .*\./);
    }
  });

  it('tells on each page what the pipeline does and what to do when it fails', () => {
    for (const { metadata } of ofKind('Component')) {
      const page = files.get(`northstar/docs/${metadata.name}.md`)!;
      expect(page).toContain(metadata.description);
      expect(page).toMatch(/## When it fails\n\n\S/);
      expect(page).toContain('Demo data');
      expect(page).not.toMatch(/undefined|\[object/);
    }
  });
});
