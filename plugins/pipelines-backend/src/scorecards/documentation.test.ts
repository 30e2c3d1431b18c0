import { readFileSync } from 'node:fs';
import path from 'node:path';
import { catalogFacts } from '../ports/facts/catalogFacts';
import { deliveryFacts } from '../ports/facts/deliveryFacts';
import { runFacts } from '../ports/facts/runFacts';
import { schemaFacts } from '../ports/facts/schemaFacts';
import { sloFacts } from '../ports/facts/sloFacts';
import { streamFacts } from '../ports/facts/streamFacts';
import { RegisteredFacts } from '../RegisteredFacts';
import { readScorecards } from '@sluice/plugin-pipelines-node/documents';
import { scorecardFiles } from './ScorecardFiles';

const DOCS = readFileSync(
  path.resolve(__dirname, '../../../../docs/scorecards.md'),
  'utf8',
);

const facts = new RegisteredFacts();
const nothing = { promotions: { context: {} } } as never;
facts.addFactProvider(
  catalogFacts(nothing),
  sloFacts(nothing),
  runFacts(nothing),
  streamFacts(nothing),
  schemaFacts(nothing),
  deliveryFacts(nothing),
);

describe('the scorecards that come with the plugin', () => {
  it('name facts that there are, and ask of them what can be asked', async () => {
    const { problems, shipped } = await scorecardFiles({
      shipped: true,
      folder: undefined,
      definitions: [],
    });
    const read = readScorecards(shipped, facts.definitions);
    expect([...problems, ...read.problems]).toEqual([]);
    expect(read.scorecards.map(({ scorecard }) => scorecard.id)).toEqual([
      'production-readiness',
      'sox-controls',
      'streaming-hygiene',
    ]);
  });

  it('are left out where the config says so, and a folder that isn’t there is named', async () => {
    const folder = path.join(__dirname, 'nowhere');
    const files = await scorecardFiles({
      shipped: false,
      folder,
      definitions: [{ id: 'mine' }],
    });
    expect(files.shipped).toEqual([]);
    expect(files.own).toEqual([
      { name: 'pipelines.scorecards.definitions[0]', text: 'id: mine\n' },
    ]);
    expect(files.problems).toEqual([
      expect.stringMatching(/^pipelines\.scorecards\.folder is .*ENOENT/),
    ]);
  });
});

describe('docs/scorecards.md', () => {
  it('names every fact', () => {
    const missing = [...facts.definitions.keys()].filter(
      name => !DOCS.includes(`\`${name}\``),
    );
    expect(missing).toEqual([]);
  });

  it('has an example that can be used as it is', () => {
    const [, text] = /```yaml\n(id: [\s\S]*?)```/.exec(DOCS)!;
    expect(
      readScorecards([{ name: 'docs', text }], facts.definitions).problems,
    ).toEqual([]);
  });
});
