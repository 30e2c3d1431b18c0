import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ConfigReader } from '@backstage/config';
import type { Deployer } from '@sluice/plugin-pipelines-node';
import type { Knex } from 'knex';
import { readGitConfig } from '../plugins/pipelines-backend-module-git/src/config';
import { createGitDeployer } from '../plugins/pipelines-backend-module-git/src/createGitDeployer';
import { createEngine, people } from './engine';
import type { Check } from './judge';
import {
  ENVIRONMENT,
  releaseIdOf,
  releases,
  unitName,
  user,
  VOTERS,
} from './world';

const UNIT = unitName(0);
const PIN = `pins/${ENVIRONMENT}/${UNIT}.yaml`;
const GOOD = releaseIdOf(0, 1);
/** Its first run fails: see world.ts. */
const BAD = releaseIdOf(0, 5);
const NEXT = releaseIdOf(0, 6);
const WAIT_MS = 60_000;

/** The commands that docs/operations.md tells people to type while Sluice is down. */
export function commandsOf(documentation: string): string {
  const [, section] = documentation.split('## While Sluice is down\n');
  const block = /```bash\n([\s\S]*?)```/.exec(section ?? '')?.[1];
  if (!block) throw new Error('The section has no commands');
  return block;
}

/** Pins in a bare repository on this machine, and what people do to it. */
function repositoryIn(dir: string) {
  const bare = path.join(dir, 'pins.git');
  const git = (...args: string[]) =>
    execFileSync('git', args, { encoding: 'utf8', stdio: 'pipe' }).trim();
  git('init', '-q', '--bare', '-b', 'main', bare);
  return {
    bare,
    ask: (...args: string[]) => git('--git-dir', bare, ...args),
    /** As a person at a terminal does it. */
    type(commands: string, variables: Record<string, string>) {
      const person = { NAME: 'Mara', EMAIL: 'mara@example.org' };
      execFileSync('bash', ['-euo', 'pipefail', '-c', commands], {
        cwd: dir,
        stdio: 'pipe',
        env: {
          ...process.env,
          ...variables,
          GIT_AUTHOR_NAME: person.NAME,
          GIT_AUTHOR_EMAIL: person.EMAIL,
          GIT_COMMITTER_NAME: person.NAME,
          GIT_COMMITTER_EMAIL: person.EMAIL,
        },
      });
    },
  };
}

/**
 * The day on which Sluice is down and a bad release is out: it dies while it writes the pin of that release, people move the pin by hand with the commands of
 * the documentation, and it comes back.
 *
 * @param options - `database`: empty, with the tables; `dir`: an empty folder; `documentation`: the text of docs/operations.md
 */
export async function whileDown(options: {
  database: Knex;
  dir: string;
  documentation: string;
}): Promise<Check> {
  const { database, dir, documentation } = options;
  const problems: string[] = [];
  const expect = (is: boolean, what: string) => {
    if (!is) problems.push(what);
  };
  const repository = repositoryIn(dir);
  const [config] = readGitConfig(
    new ConfigReader({
      pipelines: {
        git: {
          deployers: [
            {
              id: 'pins',
              repository: { path: repository.bare },
              units: [UNIT],
              environments: [ENVIRONMENT],
            },
          ],
        },
      },
    }),
  );
  const { close, deployer } = createGitDeployer(config, []);
  const start = (by: Deployer) => {
    const engine = createEngine({
      database,
      units: [UNIT],
      deployer: by,
      times: { pollSeconds: 1, leaseSeconds: 2 },
    });
    const poll = setInterval(() => engine.promotions.worker.wake(), 500);
    return {
      ...engine.promotions,
      people: people(engine, database),
      die() {
        clearInterval(poll);
        engine.promotions.worker.stop();
      },
    };
  };
  type Portal = ReturnType<typeof start>;
  const until = async (is: () => Promise<boolean>, what: string) => {
    const deadline = Date.now() + WAIT_MS;
    while (!(await is())) {
      if (Date.now() > deadline) throw new Error(`In vain: ${what}`);
      await sleep(50);
    }
  };
  const row = (id: number) => database('promotions').where({ id }).first();
  const promote = async (portal: Portal, releaseId: number) => {
    const promotionId = await portal.people.request({
      releaseId,
      key: `down-${releaseId}`,
    });
    for (const who of VOTERS) {
      await portal.people.vote({
        promotionId,
        who,
        key: `down-${promotionId}-${who}`,
      });
    }
    return promotionId;
  };
  const digestOfRelease = async (id: number) =>
    (await releases.find(id, database))!.releaseDigest;
  const pin = () => repository.ask('show', `main:${PIN}`);
  const target = { unit: UNIT, environment: ENVIRONMENT };

  let portal: Portal | undefined;
  try {
    // The pin of the bad release is written, and the worker dies before it can say so.
    let isDying = false;
    const dying: Deployer = Object.create(deployer, {
      apply: {
        value: async (command: Parameters<Deployer['apply']>[0]) => {
          const outcome = await deployer.apply(command);
          if (command.to.id !== BAD) return outcome;
          isDying = true;
          portal!.die();
          return new Promise(() => {});
        },
      },
      ...Object.fromEntries(
        (['plan', 'read', 'verify', 'handles'] as const).map(name => [
          name,
          { value: deployer[name].bind(deployer) },
        ]),
      ),
      id: { value: deployer.id },
      title: { value: deployer.title },
    });
    portal = start(dying);
    const good = await promote(portal, GOOD);
    await until(
      async () => (await row(good)).bake_state === 'done',
      'the good release is promoted and baked',
    );
    const bad = await promote(portal, BAD);
    await until(async () => isDying, 'the pin of the bad release is written');
    expect(
      pin().includes(await digestOfRelease(BAD)),
      'the bad release is out',
    );

    // Nobody is there. People do what the documentation says.
    const goodCommit = repository.ask('rev-list', '-1', '--skip=1', 'main');
    repository.type(commandsOf(documentation), {
      PINS: repository.bare,
      PIN,
      GOOD: goodCommit,
    });
    const byHand = repository.ask('rev-parse', 'main');
    expect(
      pin().includes(await digestOfRelease(GOOD)),
      'the commands put the good release back',
    );

    // It comes back.
    portal = start(deployer);
    const { reconcile } = portal;
    await until(async () => {
      await reconcile.run(deployer);
      const now = await row(bad);
      return now.ended_at !== null && now.wake_at === null;
    }, 'the promotion of the bad release ends');
    await until(async () => {
      await reconcile.run(deployer);
      const open = await database('promotions').whereNotNull('wake_at').first();
      return !open;
    }, 'nothing is left to do');
    expect(
      pin().includes(await digestOfRelease(GOOD)) &&
        !repository
          .ask('log', '--format=%B', `${byHand}..main`)
          .includes(`Sluice-Promotion: ${bad}\n`),
      'the bad release is not put back',
    );
    const runs = await database('unit_environments').where(target).first();
    expect(
      runs.running_version === (await digestOfRelease(GOOD)),
      'Sluice knows that the good release runs',
    );
    const changes = await database('unmanaged_changes').where(target);
    expect(
      changes.length === 1 &&
        changes[0].after_version === (await digestOfRelease(GOOD)) &&
        /mara/i.test(changes[0].changed_by ?? ''),
      `the change by hand is found once, with who made it, not ${JSON.stringify(
        changes,
      )}`,
    );
    const board = await database('unmanaged_changes')
      .where(target)
      .whereNull('acknowledged_at');
    expect(board.length === 1, 'it waits for a second person');
    const refusal = await promote(portal, NEXT).then(
      () => undefined,
      error => error as Error,
    );
    expect(
      refusal !== undefined && /acknowledg/i.test(refusal.message),
      `nothing is promoted before that: ${refusal?.message}`,
    );
    if (changes[0]) {
      await reconcile.acknowledge(changes[0].id, {
        by: user('pat'),
        reason: 'Mara went back by hand while Sluice was down',
      });
    }
    const next = await promote(portal, NEXT);
    await until(
      async () => (await row(next)).bake_state === 'done',
      'the next release is promoted after it was acknowledged',
    );
    expect(pin().includes(await digestOfRelease(NEXT)), 'the next one is out');
  } catch (error) {
    problems.push((error as Error).stack ?? String(error));
  } finally {
    portal?.die();
    await close();
    fs.rmSync(dir, { recursive: true, force: true });
  }
  return {
    what: 'what was changed by hand while Sluice was down, as the documentation says, is found and stays',
    problems,
  };
}
