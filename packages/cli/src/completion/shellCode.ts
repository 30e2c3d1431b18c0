import omelette from 'omelette';

/** What its types leave out. */
type WithCode = omelette.Instance & {
  generateCompletionCode(): string;
  generateCompletionCodeFish(): string;
};

/** Shells that can be told. @public */
export const SHELLS = ['bash', 'zsh', 'fish'] as const;

/** What a shell has to read to complete the command. @public */
export function shellCode(shell: (typeof SHELLS)[number]): string {
  const completion = omelette('sluice <words>') as WithCode;
  return shell === 'fish'
    ? completion.generateCompletionCodeFish()
    : completion.generateCompletionCode();
}
