/**
 * The signal channel on which open pages hear that something changed. It carries ids alone: broadcasts are not
 * permission-checked, so a page fetches what it may see.
 *
 * @public
 */
export const PIPELINES_SIGNAL_CHANNEL = 'pipelines';

/**
 * What a message on {@link PIPELINES_SIGNAL_CHANNEL} says.
 *
 * @public
 */
export type PipelinesSignal = {
  /**
   * `runs`: runs of these pipelines changed; `sources`: the health of these sources changed; `slos`: SLOs of these entities stand elsewhere;
   * `alerts`, `incidents`: these opened, changed or ended; `approvals`: these were asked for, voted or commented on, or ended;
   * `promotions`: these moved, or what runs in an environment did; `operations`: these were asked for, moved or ended; `scorecards`: these
   * pipelines have another level.
   */
  topic:
    | 'runs'
    | 'sources'
    | 'slos'
    | 'alerts'
    | 'incidents'
    | 'approvals'
    | 'promotions'
    | 'operations'
    | 'scorecards';
  /** Entity refs for `runs`, `slos` and `scorecards`, otherwise ids of what the topic names. Empty means: many, refetch what is shown. */
  ids: string[];
};
