import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { stringify } from 'yaml';
import { errorText } from '../observations';
import type { ScorecardsConfig } from './config';
import type { ScorecardFile } from '@sluice/plugin-pipelines-node/documents';

/** Scorecards are small; a larger file is none. */
const MAX_BYTES = 256 * 1024;

/** The folder of those that come with this package. @internal */
export const SHIPPED = resolvePackagePath(
  '@sluice/plugin-pipelines-backend',
  'scorecards',
);

/** Files with scorecards as they are now: those of the installation first. @internal */
export async function scorecardFiles(
  config: Pick<ScorecardsConfig, 'shipped' | 'folder' | 'definitions'>,
): Promise<{
  own: ScorecardFile[];
  shipped: ScorecardFile[];
  problems: string[];
}> {
  const problems: string[] = [];
  const folder = async (at: string | undefined, key: string) => {
    if (at === undefined) return [];
    try {
      return await filesOf(at, problems);
    } catch (error) {
      problems.push(
        `${key} is ${at}, which can't be read: ${errorText(error)}`,
      );
      return [];
    }
  };
  return {
    own: [
      ...(await folder(config.folder, 'pipelines.scorecards.folder')),
      ...config.definitions.map((content, i) => ({
        name: `pipelines.scorecards.definitions[${i}]`,
        text: stringify(content),
      })),
    ],
    shipped: config.shipped ? await folder(SHIPPED, 'scorecards') : [],
    problems,
  };
}

async function filesOf(
  folder: string,
  problems: string[],
): Promise<ScorecardFile[]> {
  const names = (await readdir(folder))
    .filter(name => /\.ya?ml$/i.test(name))
    .sort();
  const files: ScorecardFile[] = [];
  for (const name of names) {
    const file = path.join(folder, name);
    const { size } = await stat(file);
    if (size > MAX_BYTES) {
      problems.push(
        `${name} has ${size} bytes, but a scorecard may have at most ${MAX_BYTES}`,
      );
      continue;
    }
    files.push({ name, text: await readFile(file, 'utf8') });
  }
  return files;
}
