import type { LoggerService } from '@backstage/backend-plugin-api';
import { isDue, type LeasedWork, LeasedWorker } from '../../leases';
import type { PromotionContext } from '../context';
import { LOCKING_STATES } from '../promotionState';
import type { Engine } from './Engine';
import type { EngineTimes } from './times';

/** Moves promotions that are due; the fencing token of what touches a target is that of the target. @internal */
export class Worker extends LeasedWorker {
  constructor(
    context: PromotionContext,
    options: { engine: Engine; times: EngineTimes; logger: LoggerService },
  ) {
    super(workOn(context, options.engine), { ...context, ...options });
  }
}

function workOn(context: PromotionContext, engine: Engine): LeasedWork {
  const { clock, database, store, units } = context;
  return {
    table: 'promotions',
    taskId: 'pipelines-promotions',
    title: 'Promotion',
    claim: (id, leaseOwner, leaseFrom) =>
      database.transaction(async tx => {
        const before = await store.lock(id, tx);
        const at = await clock.now(tx);
        if (!before || !isDue(before, at)) return undefined;
        let { fencingToken } = before;
        if (LOCKING_STATES.includes(before.state)) {
          const row = await units.lock(before, tx);
          fencingToken = row.fencingToken + 1;
          await units.update(row, { fencingToken }, tx);
        }
        return store.update(
          before,
          { leaseOwner, leaseUntil: leaseFrom(at), fencingToken },
          tx,
        );
      }),
    advance: (id, lease) => engine.advance(id, lease),
  };
}
