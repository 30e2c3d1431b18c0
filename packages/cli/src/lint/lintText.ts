import {
  type EntityProblem,
  fromOpenSlo,
} from '@sluice/plugin-pipelines-common';
import {
  type PolicySurroundings,
  readPolicyText,
  readScorecards,
} from '@sluice/plugin-pipelines-node/documents';
import { type Document, LineCounter, parseAllDocuments } from 'yaml';
import { type DocumentKind, documentKind } from './documentKind';
import { entityProblems } from './entityProblems';
import { pathParts, type Position, positionOf } from './position';

/** Something that is wrong in a file. @public */
export type LintProblem = Position & {
  file: string;
  /** `error`: it is refused or not used. `warning`: it may not mean what its author thinks. */
  level: EntityProblem['level'];
  /** The field, for example `spec.slos[0].target`; empty for the whole. */
  path: string;
  /** What is wrong and how to fix it. */
  message: string;
};

/** What is known of the portal that the files are for. What isn't, isn't checked. @public */
export type LintSurroundings = Pick<
  PolicySurroundings,
  'calendars' | 'environments' | 'gates'
>;

/** What a file came to. @public */
export type LintedFile = {
  kinds: DocumentKind[];
  /** Of a scorecard. */
  scorecardId?: string;
  problems: LintProblem[];
};

/** Files of Sluice that can't be read at all; anything else that isn't YAML is somebody else's. */
const OURS =
  /^(apiVersion:\s*['"]?(backstage\.io|openslo)|approvers:|levels:)/m;

/**
 * Checks the text of a file of YAML.
 *
 * @returns `kinds` is empty if nothing in it is for Sluice
 * @public
 */
export async function lintText(
  file: string,
  text: string,
  surroundings: LintSurroundings,
): Promise<LintedFile> {
  const lines = new LineCounter();
  const parsed = parseAllDocuments(text, {
    uniqueKeys: true,
    lineCounter: lines,
  });
  const documents = [...parsed] as Document.Parsed[];
  const problems: LintProblem[] = [];
  const kinds: DocumentKind[] = [];
  const found = (
    document: Document.Parsed,
    { level, message, path }: EntityProblem,
  ) =>
    problems.push({
      file,
      ...positionOf(document, pathParts(path), lines),
      level,
      path,
      message,
    });

  const contents = documents.map(document => {
    const [wrong] = document.errors;
    if (!wrong) {
      // Aliases can make a small file endless.
      try {
        return document.toJS({ maxAliasCount: 100 });
      } catch (error) {
        found(document, {
          level: 'error',
          path: '',
          message: `It is not read: ${(error as Error).message}`,
        });
        return undefined;
      }
    }
    if (OURS.test(text)) {
      const { col, line } = wrong.linePos?.[0] ?? { line: 1, col: 1 };
      problems.push({
        file,
        line,
        column: col,
        level: 'error',
        path: '',
        message: `It is not YAML: ${wrong.message.split('\n')[0]}`,
      });
    }
    return undefined;
  });
  const kindsOfAll = contents.map(documentKind);
  kinds.push(...kindsOfAll.filter(kind => kind !== undefined));

  for (const [i, document] of documents.entries()) {
    if (kindsOfAll[i] === 'entity') {
      const wrong = await entityProblems(contents[i], surroundings);
      for (const each of wrong) found(document, each);
    }
  }
  for (const { document, problem } of openSloProblems(
    documents.filter((_, i) => kindsOfAll[i] === 'openslo'),
    surroundings,
  )) {
    found(document, problem);
  }
  const whole = kindsOfAll.findIndex(
    kind => kind === 'policy' || kind === 'scorecard',
  );
  if (whole < 0) return { kinds, problems };
  const sentences =
    kindsOfAll[whole] === 'policy'
      ? readPolicyText(text, { ...surroundings, key: 'policy' }).problems
      : readScorecards([{ name: 'scorecard', text }], undefined).problems;
  for (const sentence of sentences) {
    found(documents[whole], {
      level: 'error',
      path: pathOf(sentence),
      message: sentence,
    });
  }
  const { id } = contents[whole] as { id?: unknown };
  return {
    kinds,
    problems,
    ...(kindsOfAll[whole] === 'scorecard' &&
      typeof id === 'string' && { scorecardId: id }),
  };
}

function openSloProblems(
  documents: Document.Parsed[],
  { calendars }: LintSurroundings,
) {
  const { problems } = fromOpenSlo(
    documents.map(document => document.toJS({ maxAliasCount: 100 })),
    { calendars },
  );
  return problems.map(({ level, message, path }) => {
    const [, index = '0', rest = ''] =
      /^documents\[(\d+)\]\.?(.*)$/.exec(path) ?? [];
    return {
      document: documents[Number(index)],
      problem: {
        level,
        path: rest,
        message: message.replace(/^documents\[\d+\](\.(?=\w))?:? ?/, ''),
      },
    };
  });
}

/** The path that a sentence begins with: `policy.rules[0].require.approvals names …`. */
function pathOf(sentence: string): string {
  const [, path = ''] =
    /^(?:policy|scorecard)\.?((?:[\w-]+|\[\d+\]|\.)*)/.exec(sentence) ?? [];
  return path.replace(/\.$/, '');
}
