import type { Command } from 'commander';

/**
 * What can come next on a command line: the commands below the one that is named, its options that aren't given yet, or the choices of the
 * option before.
 *
 * @param words - those behind the name of the program; the last one is being written, and may be empty
 * @public
 */
export function candidates(program: Command, words: string[]): string[] {
  const written = words[words.length - 1] ?? '';
  const before = words.slice(0, -1);
  let command = program;
  for (const word of before) {
    const below = command.commands.find(each => each.name() === word);
    if (below) command = below;
  }
  const asked = command.options.find(
    option => option.long === before[before.length - 1],
  );
  if (asked && (asked.required || asked.optional)) {
    // A value of its own choosing, such as a file, is the shell's matter.
    return (asked.argChoices ?? []).filter(each => each.startsWith(written));
  }
  const given = new Set(before.map(word => word.split('=')[0]));
  return [
    ...command.commands.map(each => each.name()),
    ...command.options
      .filter(option => !option.hidden && !given.has(option.long!))
      .map(option => option.long!),
  ].filter(each => each.startsWith(written));
}
