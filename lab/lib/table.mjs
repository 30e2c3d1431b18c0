/**
 * Rows as aligned text, the first row being the titles.
 *
 * @param {string[][]} rows
 */
export function alignColumns(rows) {
  const widths = rows[0].map((_, column) =>
    Math.max(...rows.map(row => row[column].length)),
  );
  return rows
    .map(row =>
      row
        .map((cell, column) => cell.padEnd(widths[column]))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** @param {number} seconds */
export function duration(seconds) {
  if (seconds < 60) return `${Math.floor(seconds)} s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min`;
  return `${Math.floor(seconds / 3600)} h ${Math.floor(
    (seconds % 3600) / 60,
  )} min`;
}

/**
 * @typedef {object} ServiceStatus
 * @property {string} name
 * @property {string} title
 * @property {'up' | 'unhealthy' | 'crashed' | 'stopped'} state
 * @property {string} [reason] - why it isn't up
 * @property {string} address
 * @property {number} [memoryMiB]
 * @property {number} [upSeconds]
 * @property {number[]} pids
 */

/** @param {ServiceStatus[]} statuses */
export function statusTable(statuses) {
  const body = statuses.map(status => {
    const runs = status.pids.length > 0;
    return [
      status.name,
      status.state,
      status.address,
      runs ? duration(status.upSeconds) : '-',
      runs ? `${status.memoryMiB} MiB` : '-',
      runs ? status.pids.join(' ') : '-',
      status.reason ? `${status.title}: ${status.reason}` : status.title,
    ];
  });
  return alignColumns([
    ['SERVICE', 'STATE', 'ADDRESS', 'UP FOR', 'MEMORY', 'PIDS', ''],
    ...body,
  ]);
}
