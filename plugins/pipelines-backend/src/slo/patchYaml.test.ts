import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readSlos, type SloDefinition } from '@sluice/plugin-pipelines-common';
import { createTwoFilesPatch } from 'diff';
import { parseAllDocuments } from 'yaml';
import { patchYaml } from './patchYaml';

const target = { kind: 'Component', namespace: 'default', name: 'close' };

function definition(changes: object = {}): SloDefinition {
  const { slos, problems } = readSlos(
    [
      {
        name: 'by-six',
        kind: 'deadline',
        target: 99,
        window: { rolling: '28d' },
        deadline: { time: '06:00', timezone: 'America/New_York' },
        ...changes,
      },
    ],
    { entityKind: 'component' },
  );
  expect(problems).toEqual([]);
  return slos[0];
}

const SEVERAL = `# Finance
apiVersion: backstage.io/v1alpha1
kind: System
metadata:
  name: close
---
apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: close   # the daily one
spec:
  type: airflow-dag
  slos:
    # promised to the controllers
    - name: by-six
      kind: deadline
      target: 99 # percent
      window: { rolling: 28d }
      deadline:
        time: '06:00'
        timezone: America/New_York
    - { name: in-45-min, kind: duration, target: 95, window: { rolling: 28d }, duration: { max: 45m } }

  owner: finance
---
apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: other
spec:
  slos:
    - name: by-six
      kind: deadline
      target: 99 # percent
      window: { rolling: 28d }
      deadline:
        time: '06:00'
        timezone: America/New_York
`;

/** The lines that differ, as a diff shows them. */
function difference(text: string, slo: SloDefinition): string[] {
  const patched = patchYaml(text, target, slo);
  if (patched.result !== 'patched') return [patched.result];
  expect(patched.reformatted).toBe(false);
  return createTwoFilesPatch('a', 'b', text, patched.text)
    .split('\n')
    .filter(line => /^[+-](?![+-])/.test(line));
}

describe('patchYaml', () => {
  it('changes the one line, and keeps comments, quotes and the neighbours', () => {
    expect(difference(SEVERAL, definition({ target: 95 }))).toEqual([
      '-      target: 99 # percent',
      '+      target: 95 # percent',
    ]);
    expect(
      difference(
        SEVERAL,
        definition({
          deadline: { time: '07:30', timezone: 'America/New_York' },
        }),
      ),
    ).toEqual(["-        time: '06:00'", "+        time: '07:30'"]);
  });

  it('adds what is new to the promise alone', () => {
    expect(
      difference(
        SEVERAL,
        definition({
          deadline: {
            time: '06:00',
            timezone: 'America/New_York',
            calendar: 'business-days',
          },
        }),
      ),
    ).toEqual(['+        calendar: business-days']);
  });

  it('adds no owner that nobody declared, and keeps one that somebody did', () => {
    const owned = (text: string, owner: string, changes: object = {}) => {
      const inherited = { ...target, owner: 'group:default/finance' };
      const slo = definition({ target: 95, owner, ...changes });
      const patched = patchYaml(text, inherited, slo);
      return patched.result === 'patched' ? patched.text : patched.result;
    };
    expect(owned(SEVERAL, 'group:default/finance')).not.toContain('group:');
    expect(owned(SEVERAL, 'group:default/sales')).toContain(
      'owner: group:default/sales',
    );
    const declared = SEVERAL.replace(
      'target: 99 # percent',
      'owner: group:default/finance # us\n      target: 99 # percent',
    );
    expect(owned(declared, 'group:default/finance')).toContain('# us');
    expect(
      owned(SEVERAL, 'group:default/finance', { name: 'by-seven' }),
    ).not.toContain('group:');
  });

  it('declares a promise that was a default before', () => {
    const lines = difference(SEVERAL, definition({ name: 'by-seven' }));
    expect(lines[0]).toBe('+    - name: by-seven');
    expect(lines).toContain('+        time: "06:00"');
    expect(lines.every(line => line.startsWith('+'))).toBe(true);
  });

  it('begins a list where there is none', () => {
    const text =
      'kind: Component\nmetadata:\n  name: close\nspec:\n  type: airflow-dag # x\n';
    const patched = patchYaml(text, target, definition());
    expect(patched).toMatchObject({ result: 'patched', reformatted: false });
  });

  it('says that nothing changes, or that the entity is not there', () => {
    expect(difference(SEVERAL, definition())).toEqual(['unchanged']);
    const elsewhere = { ...target, name: 'nobody' };
    expect(patchYaml(SEVERAL, elsewhere, definition()).result).toBe(
      'not-found',
    );
  });

  it.each([
    [
      'lists at the height of their key',
      SEVERAL.replace(/^ {4}(?=- |#)/gm, '  ')
        .replace(/^ {6}(?=\w)/gm, '    ')
        .replace(/^ {8}(?=\w)/gm, '      '),
    ],
    [
      'room that no library would leave',
      SEVERAL.replace(/target: 99 #/g, 'target:   99    #'),
    ],
    ['Windows line ends', SEVERAL.replace(/\n/g, '\r\n')],
    ['no line end at the end', SEVERAL.trimEnd()],
  ])('keeps %s', (_, text) => {
    const patched = patchYaml(text, target, definition({ target: 95 }));
    if (patched.result !== 'patched') throw new Error(patched.result);
    const changed = createTwoFilesPatch('a', 'b', text, patched.text)
      .split('\n')
      .filter(line => /^[+-](?![+-])/.test(line));
    expect(changed).toHaveLength(2);
    const [, close, other] = parseAllDocuments(patched.text).map(d => d.toJS());
    expect(close.spec.slos[0].target).toBe(95);
    expect(other.spec.slos[0].target).toBe(99);
  });

  it('says where a file is no YAML', () => {
    expect(() => patchYaml('a: [1', target, definition())).toThrow(/line 1/);
  });

  it('makes a diff that git applies', () => {
    const patched = patchYaml(SEVERAL, target, definition({ target: 95 }));
    if (patched.result !== 'patched') throw new Error(patched.result);
    const folder = mkdtempSync(path.join(tmpdir(), 'patch-'));
    try {
      writeFileSync(path.join(folder, 'all.yaml'), SEVERAL);
      const diff = createTwoFilesPatch(
        'a/all.yaml',
        'b/all.yaml',
        SEVERAL,
        patched.text,
      );
      execFileSync('git', ['apply', '-'], { cwd: folder, input: diff });
      expect(readFileSync(path.join(folder, 'all.yaml'), 'utf8')).toBe(
        patched.text,
      );
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
