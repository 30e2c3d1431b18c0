import omelette from 'omelette';
import { createProgram } from '../program';
import { processSurroundings } from '../surroundings';
import { candidates } from './candidates';

/** What a shell calls the program with when somebody presses the tabulator. */
const CALLED = '--compgen';

/** Whether the shell asks what can come next. @public */
export function isAsked(args: readonly string[]): boolean {
  return args.includes(CALLED);
}

/** Answers the shell, and ends the process. @public */
export function answerShell(): void {
  const program = createProgram({
    surroundings: processSurroundings(),
    end() {},
  });
  const completion = omelette('sluice <words>');
  completion.on('complete', (_, { line, reply }) =>
    reply(candidates(program, line.trimStart().split(/\s+/).slice(1))),
  );
  completion.init();
}
