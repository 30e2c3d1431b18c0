import type { MemberHealth, MemberRun } from '../promotions';

/** What became of pipelines in a past: what it tells of their runs, and nothing else. @internal */
export class ToldRuns implements MemberHealth {
  readonly #runs: Array<MemberRun & { environment: string }> = [];

  /** Each of the members has run in the environment, so many times. */
  add(
    members: string[],
    environment: string,
    how: { at: string; state: 'success' | 'failed'; runs: number },
  ): void {
    const { at, runs, state } = how;
    for (let i = 0; i < members.length * runs; i++) {
      this.#runs.push({
        member: members[i % members.length],
        environment,
        runId: `manual__${at}`,
        state,
        startedAt: at,
        endedAt: at,
        scheduled: false,
      });
    }
  }

  async runsSince(
    members: string[],
    environment: string,
    since: string,
  ): Promise<MemberRun[]> {
    // Told in the order of time: what is asked about is recent.
    const found: MemberRun[] = [];
    for (let i = this.#runs.length - 1; i >= 0; i--) {
      const run = this.#runs[i];
      if (run.startedAt < since) break;
      if (run.environment === environment && members.includes(run.member)) {
        found.push(run);
      }
    }
    return found.reverse();
  }

  async missesSince(): Promise<[]> {
    return [];
  }
}
