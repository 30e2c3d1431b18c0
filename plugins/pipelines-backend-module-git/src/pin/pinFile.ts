import type { DeployableRelease } from '@sluice/plugin-pipelines-node';
import type { JsonObject } from '@backstage/types';
import { parse, stringify } from 'yaml';
import { z } from 'zod';

/** What a pin says. @internal */
export type Pin = {
  /** 64 lower-case hex digits. */
  release: string;
  label?: string;
  commit: string;
};

const pinSchema = z.object({
  release: z.string().regex(/^[0-9a-f]{64}$/),
  label: z.string().optional(),
  commit: z.string(),
});

const HEAD =
  ' Written by Sluice. What is changed by hand here shows as an unmanaged change.\n';

/**
 * The content of a pin: what the environment is to run, for whoever reads it there. The same release and config give the same bytes,
 * however often they are written.
 *
 * @param file - its name decides between JSON (`.json`) and YAML
 * @internal
 */
export function pinText(
  release: DeployableRelease,
  config: JsonObject,
  file: string,
): string {
  const content = {
    release: release.releaseDigest,
    ...(release.label !== undefined && { label: release.label }),
    commit: release.commit,
    artifacts: release.artifacts.map(({ digest, kind, name, uri }) => ({
      name,
      kind,
      digest,
      ...(uri !== undefined && { uri }),
    })),
    ...(Object.keys(config).length > 0 && { config }),
  };
  return file.endsWith('.json')
    ? `${JSON.stringify(content, null, 2)}\n`
    : `#${HEAD}${stringify(content, { sortMapEntries: false })}`;
}

/**
 * What a pin names, whoever wrote it.
 *
 * @returns undefined if that can't be told
 * @internal
 */
export function readPin(text: string): Pin | undefined {
  let content: unknown;
  try {
    // JSON is YAML too.
    content = parse(text, { maxAliasCount: 0 });
  } catch {
    return undefined;
  }
  return pinSchema.safeParse(content).data;
}
