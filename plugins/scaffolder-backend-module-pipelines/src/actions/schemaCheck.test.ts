import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { exampleProblems } from '../__testUtils__/exampleProblems';
import { FakeApi } from '../__testUtils__/fakeApi';
import { TestTask } from '../__testUtils__/runAction';
import { createSchemaCheckAction } from './schemaCheck';

const CHECK = 'POST /schemas/{registryId}/{subject}/check';

describe('pipelines:schema:check', () => {
  const task = new TestTask();
  afterAll(() => task.remove());
  const asked = {
    registry: 'registry-prod',
    subject: 'orders-value',
    format: 'AVRO' as const,
  };
  const open = (answer?: object) => {
    const api = new FakeApi();
    if (answer) api.answer(CHECK, () => answer);
    return { api, action: createSchemaCheckAction(api) };
  };
  const compatible = {
    supported: true,
    state: 'compatible',
    level: 'BACKWARD',
    reasons: [],
  };

  it('has examples that can be used', () => {
    expect(exampleProblems(open().action)).toEqual([]);
  });

  it('asks the registry about a file of the workspace', async () => {
    const { action, api } = open(compatible);
    writeFileSync(join(task.workspacePath, 'value.avsc'), '"int"');
    const { outputs } = await task.run(action, {
      ...asked,
      file: 'value.avsc',
    });
    expect(api.calls).toEqual([
      {
        call: CHECK,
        path: { registryId: 'registry-prod', subject: 'orders-value' },
        body: { format: 'AVRO', schema: '"int"' },
      },
    ]);
    expect(outputs).toEqual({
      state: 'compatible',
      level: 'BACKWARD',
      isShown: true,
      reasons: [],
    });
  });

  it.each([
    [{ ...compatible, level: 'NONE' }, 'compatible', false],
    [{ supported: true, state: 'new', reasons: [] }, 'new', false],
    [{ supported: false, reasons: [] }, 'unknown', false],
  ])(
    'says of %j that it is %s, and what that shows',
    async (answer, state, isShown) => {
      const { action } = open(answer);
      const { outputs } = await task.run(action, { ...asked, schema: '"int"' });
      expect(outputs).toMatchObject({ state, isShown });
    },
  );

  it('fails on what may not follow, unless it is only asked', async () => {
    const { action } = open({
      supported: true,
      state: 'incompatible',
      level: 'FULL',
      reasons: ['TYPE_MISMATCH'],
    });
    const input = { ...asked, schema: '"string"' };
    await expect(task.run(action, input)).rejects.toThrow(
      'The schema may not follow what registry-prod has under orders-value (FULL): TYPE_MISMATCH. Change the schema',
    );
    const { outputs } = await task.run(action, {
      ...input,
      allowIncompatible: true,
    });
    expect(outputs).toMatchObject({ state: 'incompatible', isShown: true });
  });

  it.each([
    [{ file: '../../etc/passwd' }, 'not allowed'],
    [{ file: 'none.avsc' }, 'The workspace has no file none.avsc'],
    [{}, 'Give either schema, or file'],
    [{ file: 'value.avsc', schema: '"int"' }, 'Give either schema, or file'],
  ])('refuses %j', async (more, message) => {
    const { action, api } = open(compatible);
    await expect(task.run(action, { ...asked, ...more })).rejects.toThrow(
      message,
    );
    expect(api.calls).toEqual([]);
  });
});
