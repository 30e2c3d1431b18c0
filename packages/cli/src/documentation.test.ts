import fs from 'node:fs';
import path from 'node:path';
import type { Command } from 'commander';
import { parse, parseAllDocuments } from 'yaml';
import { EXIT } from './exitCodes';
import { allCommands, createProgram } from './program';

const read = (name: string) =>
  fs.readFileSync(path.join(__dirname, '..', name), 'utf8');
const program = createProgram({ surroundings: {} as never, end() {} });
const leaves = allCommands(program).filter(
  command => command.commands.length === 0,
);
const nameOf = (command: Command): string =>
  command.parent && command.parent !== program
    ? `${nameOf(command.parent)} ${command.name()}`
    : command.name();

/** Calls of the command in a text, each from the name of the program to the end of its line. */
const callsIn = (text: string) =>
  [...text.matchAll(/(?:npx (?:--yes )?(?:@sluice\/cli|"\$CLI")) (.+)$/gm)].map(
    ([, rest]) => rest,
  );

describe.each(['README.md', 'workflows/release.yml'])('%s', file => {
  const calls = callsIn(read(file));

  it.each(calls.map(each => [each]))('names what there is: %s', call => {
    const command = leaves.find(each => call.startsWith(nameOf(each)));
    expect(command).toBeDefined();
    const known = command!.options.map(option => option.long);
    const named = [...call.matchAll(/ (--[a-z-]+)/g)].map(([, name]) => name);
    expect(known).toEqual(expect.arrayContaining(named));
    for (const option of command!.options.filter(each => each.mandatory)) {
      expect(named).toContain(option.long);
    }
  });

  it('has calls', () => {
    expect(calls.length).toBeGreaterThan(2);
  });
});

describe('README.md', () => {
  const text = read('README.md');

  it('explains every command and every exit code', () => {
    for (const command of leaves)
      expect(text).toContain(`\`${nameOf(command)}`);
    const codes = [...text.matchAll(/^\| (\d) +\|/gm)].map(([, code]) =>
      Number(code),
    );
    expect(codes).toEqual(Object.values(EXIT));
  });
});

describe('workflows/release.yml', () => {
  it('puts nothing that a caller gives into a script', () => {
    const text = read('workflows/release.yml');
    expect(parseAllDocuments(text)[0].errors).toEqual([]);
    const { jobs } = parse(text);
    const steps = Object.values<any>(jobs).flatMap(job => job.steps);
    const scripts = steps.map(step => step.run).filter(Boolean);
    expect(scripts.length).toBeGreaterThan(4);
    for (const script of scripts) expect(script).not.toContain('${{');
  });
});
