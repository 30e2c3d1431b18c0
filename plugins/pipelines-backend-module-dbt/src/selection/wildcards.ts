const SPECIAL = /[\\^$.*+?()[\]{}|]/g;

/**
 * A pattern in which `*` stands for any characters and `?` for one, as a regular expression over the whole text.
 *
 * @param options - `segments`: `*` and `?` stop at a slash and `**` doesn't, as in paths
 * @internal
 */
export function wildcards(
  pattern: string,
  options: { segments?: boolean } = {},
): RegExp {
  const any = options.segments ? '[^/]' : '.';
  const source = pattern
    .split(/(\*\*\/|\*+|\?)/)
    .map(part => {
      if (part === '**/' && options.segments) return '(?:.*/)?';
      if (part === '**' && options.segments) return '.*';
      if (part === '?') return any;
      if (/^\*+$/.test(part)) return `${any}*`;
      return part === '**/' ? '.*/' : part.replace(SPECIAL, '\\$&');
    })
    .join('');
  return new RegExp(`^${source}$`, 'su');
}
