import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TemplateAction } from '@backstage/plugin-scaffolder-node';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import type { JsonObject } from '@backstage/types';

/** What a step comes to. */
export type StepResult = {
  outputs: Record<string, unknown>;
};

/** A task, of which steps are carried out once or more often. */
export class TestTask {
  /** What steps keep, as the scaffolder stores it. */
  readonly checkpoints = new Map<string, string>();
  readonly workspacePath: string;
  readonly #id: string;

  constructor(id = 'task-1') {
    this.#id = id;
    this.workspacePath = mkdtempSync(join(tmpdir(), 'sluice-task-'));
  }

  async run<TInput extends JsonObject>(
    action: TemplateAction<TInput, any, any>,
    input: NoInfer<TInput>,
    more: Partial<Parameters<typeof action.handler>[0]> = {},
  ): Promise<StepResult> {
    const outputs: Record<string, unknown> = {};
    const checkpoints = this.checkpoints;
    await action.handler({
      ...createMockActionContext<TInput>({
        input,
        workspacePath: this.workspacePath,
        task: { id: this.#id },
      }),
      async checkpoint<T>({
        fn,
        key,
      }: {
        key: string;
        fn: () => Promise<T> | T;
      }) {
        if (!checkpoints.has(key)) {
          checkpoints.set(key, JSON.stringify((await fn()) ?? null));
        }
        return JSON.parse(checkpoints.get(key)!) as T;
      },
      output(name: string, value: unknown) {
        outputs[name] = value;
      },
      ...more,
    } as Parameters<typeof action.handler>[0]);
    return { outputs };
  }

  remove(): void {
    rmSync(this.workspacePath, { recursive: true, force: true });
  }
}
