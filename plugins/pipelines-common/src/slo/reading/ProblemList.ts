import { type EntityProblem, problem } from '../../validation/problem';

/** Collects what is wrong while something is read, so that its author hears of all of it at once. @internal */
export class ProblemList {
  readonly #items: EntityProblem[] = [];

  /** @returns undefined, for the value that could not be read */
  error(path: string, text: string): undefined {
    this.#items.push(problem('error', path, text));
  }

  warn(path: string, text: string): void {
    this.#items.push(problem('warning', path, text));
  }

  get hasErrors(): boolean {
    return this.#items.some(item => item.level === 'error');
  }

  get all(): EntityProblem[] {
    return [...this.#items];
  }
}
