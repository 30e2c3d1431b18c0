import type { FleetService } from '../../fleet';
import type { UnitMember } from './members';

/** Which pipelines ship with a unit, as the catalog says now. @internal */
export class UnitMembers {
  readonly #fleet: FleetService;

  constructor(options: { fleet: FleetService }) {
    this.#fleet = options.fleet;
  }

  /** By entity ref. */
  async of(unit: string): Promise<UnitMember[]> {
    const facts = (await this.#fleet.facts()).filter(
      each => each.releaseUnit === unit,
    );
    const members: UnitMember[] = [];
    for (const { classification, entityRef, id, name } of facts) {
      const external = await this.#fleet.externalIds(id);
      const called = (technology: string) =>
        external
          .filter(each => each.technology === technology)
          .map(each => each.externalId);
      members.push({
        entityRef,
        name,
        dagIds: called('airflow'),
        dbtSelections: called('dbt'),
        isSox: classification.includes('sox'),
      });
    }
    return members.sort((a, b) => (a.entityRef < b.entityRef ? -1 : 1));
  }
}
