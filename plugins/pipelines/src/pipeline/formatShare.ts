/**
 * A share as a percentage that never flatters: cut off after two digits, so that 99.996 % doesn't read as 100 %.
 *
 * @param share - between 0 and 1
 * @internal
 */
export function formatShare(share: number): string {
  const percent = Math.floor(Number((share * 10_000).toFixed(6))) / 100;
  return `${percent} %`;
}
