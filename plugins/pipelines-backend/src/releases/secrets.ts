// Both are ES modules, which Node.js 22.12 and newer load from CommonJS as well.
import { lintSource } from '@secretlint/core';
import { creator } from '@secretlint/secretlint-rule-preset-recommend';
import { UnprocessableError } from '@sluice/plugin-pipelines-node';

/** A text that a rule takes for a secret: where it stands, never what it is. @internal */
export type SecretFinding = { path: string; rule: string };

/**
 * Looks for secrets in all texts of a value, by the recommended rules of secretlint (cloud keys, tokens of many services, private keys,
 * passwords in addresses).
 *
 * @returns where, by which rule; at most one a place
 * @internal
 */
export async function findSecrets(value: unknown): Promise<SecretFinding[]> {
  const places: Array<{ path: string; end: number; name?: string }> = [];
  let content = '';
  for (const { key, name, path, text } of texts(value, '', '')) {
    // With its key, because some rules look at what a text is called.
    content += `${key}=${text}\n`;
    places.push({ path, name, end: content.length });
  }
  if (content === '') return [];
  const { messages } = await lintSource({
    source: {
      filePath: 'release.txt',
      content,
      ext: '.txt',
      contentType: 'text',
    },
    options: {
      maskSecrets: true,
      noPhysicFilePath: true,
      config: {
        rules: [
          {
            id: '@secretlint/secretlint-rule-preset-recommend',
            rule: creator,
            rules: [
              {
                id: '@secretlint/secretlint-rule-aws',
                options: { enableIDScanRule: true },
              },
            ],
          },
        ],
      },
    },
  });
  const found = new Map<string, SecretFinding>();
  const secretNames = new Set<string>();
  for (const { range, ruleId } of messages) {
    const place = places.find(each => range[0] < each.end);
    if (!place) continue;
    if (place.name !== undefined) secretNames.add(place.name);
    if (found.has(place.path)) continue;
    found.set(place.path, {
      path: place.path,
      rule: ruleId.replace('@secretlint/secretlint-rule-', ''),
    });
  }
  // Names of keys that are secrets themselves may stand in the paths of others.
  return [...found.values()].map(({ path, rule }) => ({
    path: [...secretNames].reduce((p, name) => p.replaceAll(name, '…'), path),
    rule,
  }));
}

/**
 * Refuses a value that holds secrets. The message names the places and never repeats what stands there.
 *
 * @throws UnprocessableError
 * @internal
 */
export async function refuseSecrets(value: unknown): Promise<void> {
  const found = await findSecrets(value);
  if (found.length === 0) return;
  throw new UnprocessableError(
    `These look like secrets: ${found
      .slice(0, 10)
      .map(({ path, rule }) => `${path} (${rule})`)
      .join(
        ', ',
      )}. Refer to them by name instead (secretsmanager:… or ssm:…), and have them replaced, for they were sent`,
  );
}

function* texts(
  value: unknown,
  path: string,
  key: string,
): Generator<{ path: string; key: string; text: string; name?: string }> {
  if (typeof value === 'string') {
    yield { path, key, text: value };
  } else if (Array.isArray(value)) {
    for (const [i, item] of value.entries()) {
      yield* texts(item, `${path}[${i}]`, key);
    }
  } else if (typeof value === 'object' && value !== null) {
    for (const [i, [name, item]] of Object.entries(value).entries()) {
      // A secret may be the name of a key as well.
      const nameOf = `the name of key ${i + 1}${path ? ` of ${path}` : ''}`;
      yield { path: nameOf, key: '', text: name, name };
      yield* texts(item, path ? `${path}.${name}` : name, name);
    }
  }
}
