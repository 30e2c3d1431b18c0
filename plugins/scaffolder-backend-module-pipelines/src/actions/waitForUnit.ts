import { setTimeout as pause } from 'node:timers/promises';
import { NotFoundError } from '@backstage/errors';
import type { ActionContext } from '@backstage/plugin-scaffolder-node';
import type { PipelinesClient } from '@sluice/plugin-pipelines-common';
import { calling } from '../api/calling';

const EVERY_MS = 3_000;

/**
 * Waits until a pipeline is a member of a unit. An entity that was registered a moment ago isn't known to the fleet yet.
 *
 * @param asked - `seconds`: how long; `everyMs`: how often it is looked
 * @throws NotFoundError if none is by then; whatever the signal is aborted with
 * @internal
 */
export async function waitForUnit(
  ctx: Pick<ActionContext<{}>, 'logger' | 'signal'>,
  asked: {
    client: PipelinesClient;
    unit: string;
    seconds: number;
    everyMs?: number;
  },
): Promise<void> {
  const { client, everyMs = EVERY_MS, seconds, unit } = asked;
  const { signal } = ctx;
  const end = performance.now() + seconds * 1000;
  for (let tries = 0; ; tries++) {
    const { items } = await calling(`Looking for the unit ${unit}`, () =>
      client.GET('/units', { signal }),
    );
    const found = items.find(each => each.name === unit);
    if (found && found.members.length > 0) return;
    if (performance.now() >= end) {
      throw new NotFoundError(
        `No pipeline is a member of the unit ${unit} after ${seconds} s: is its entity in the catalog, with this name or the annotation sluice.dev/release-unit?`,
      );
    }
    if (tries === 0) {
      ctx.logger.info(`Waiting for a pipeline of the unit ${unit} to appear`);
    }
    await pause(
      Math.min(everyMs, Math.max(end - performance.now(), 1)),
      undefined,
      {
        signal,
      },
    );
  }
}
