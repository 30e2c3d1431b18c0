import type { PromotionPlan } from '@sluice/plugin-pipelines-common';
import type { Knex } from 'knex';
import type { ReleaseRecord } from '../../releases';
import type { ReleaseReader } from '../ports';
import { releaseRef } from './deployable';

const MAX_RELEASES = 200;

/**
 * The releases that going back takes back, with who wrote them.
 *
 * @param from - what runs
 * @param to - what it goes back to
 * @internal
 */
export async function undoneBy(
  releases: ReleaseReader,
  from: ReleaseRecord,
  to: ReleaseRecord,
  db: Knex,
): Promise<PromotionPlan['undoes']> {
  const between = (await releases.ofUnit(to.unit, MAX_RELEASES, db)).filter(
    each => each.sequence > to.sequence && each.sequence <= from.sequence,
  );
  const undone: PromotionPlan['undoes'] = [];
  for (const each of between) {
    const before = between.find(other => other.sequence === each.sequence - 1);
    const change = await releases.change(before ?? to, each);
    undone.push({
      release: releaseRef(each),
      authors: change.authors.map(author => author.ref ?? author.email),
    });
  }
  return undone;
}
