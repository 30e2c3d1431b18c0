/*
 * The fleet page beside the stock catalog's entities/by-query, at 120, 1,000 and 10,000 pipelines, in one run on PostgreSQL.
 * Both answer over HTTP from the same backend to the same token.
 */
import { startPostgres } from '../../scripts/lib/postgres.mjs';
import { freePort } from '../../scripts/lib/ports.mjs';
import { pipelineName } from './entities';
import { sideBySide } from './measure';
import { startPortal } from './portal';

const SIZES = (process.env.SIZES ?? '120,1000,10000').split(',').map(Number);

/** What a catalog page has to ask for besides, to show the filters that the fleet page shows. */
const CATALOG_FACETS = [
  'spec.type',
  'spec.lifecycle',
  'spec.tier',
  'spec.domain',
  'spec.system',
  'relations.ownedBy',
];

/** What a person does on the fleet page, and the nearest that the catalog can be asked. Facets are counted where the peer counts them. */
const QUERIES = [
  {
    name: 'first page',
    ours: 'limit=50&facets=false',
    peer: 'limit=50&filter=kind=component&orderField=metadata.name,asc',
  },
  {
    name: 'filtered',
    ours: 'limit=50&facets=false&owner=group%3Adefault%2Ffinance-data&tier=1',
    peer: 'limit=50&filter=kind=component,relations.ownedBy=group:default/finance-data,spec.tier=1&orderField=metadata.name,asc',
  },
  {
    name: 'sorted by name, down',
    ours: 'limit=50&facets=false&orderBy=name&order=desc',
    peer: 'limit=50&filter=kind=component&orderField=metadata.name,desc',
  },
  {
    name: 'search',
    ours: `limit=50&facets=false&text=${pipelineName(77)}`,
    peer: `limit=50&filter=kind=component&fullTextFilterTerm=${pipelineName(
      77,
    )}&fullTextFilterFields=metadata.name,metadata.description`,
  },
  {
    name: 'first page with facets',
    ours: 'limit=50',
    peer: 'limit=50&filter=kind=component&orderField=metadata.name,asc',
    peerFacets: `filter=kind=component&${CATALOG_FACETS.map(
      facet => `facet=${facet}`,
    ).join('&')}`,
  },
];

async function main() {
  const postgres = await startPostgres();
  const totals = new Map<
    number,
    { ours: number; peer: number; rows: number }
  >();
  try {
    for (const count of SIZES) {
      process.stdout.write(`${count} pipelines\n`);
      const portal = await startPortal({
        count,
        connectionString: postgres.connectionString,
        port: await freePort(),
      });
      try {
        const total = { ours: 0, peer: 0, rows: 0 };
        for (const query of QUERIES) {
          const ours = () => portal.get(`/pipelines/fleet?${query.ours}`);
          const peer = () =>
            Promise.all([
              portal.get(`/catalog/entities/by-query?${query.peer}`),
              query.peerFacets &&
                portal.get(`/catalog/entity-facets?${query.peerFacets}`),
            ]);
          const before = portal.rowsRead();
          await ours();
          const rows = portal.rowsRead() - before;
          const { oursMs, peerMs } = await sideBySide({
            ours,
            peer,
            warmUps: 3,
            rounds: 15,
          });
          total.ours += oursMs;
          total.peer += peerMs;
          total.rows += rows;
          process.stdout.write(
            `  ${query.name.padEnd(22)} ours ${oursMs.toFixed(
              1,
            )} ms, peer ${peerMs.toFixed(1)} ms, ratio ${(
              peerMs / oursMs
            ).toFixed(2)}, rows read ${rows}\n`,
          );
        }
        totals.set(count, total);
      } finally {
        await portal.stop();
      }
    }
  } finally {
    await postgres.stop();
  }

  const smallest = totals.get(SIZES[0])!;
  const largest = totals.get(SIZES[SIZES.length - 1])!;
  const growth = largest.rows / smallest.rows;
  process.stdout.write(
    `Rows read: ${smallest.rows} at ${SIZES[0]} pipelines, ${largest.rows} at ${
      SIZES[SIZES.length - 1]
    }: × ${growth.toFixed(2)}\n`,
  );
  if (growth > 1.5) {
    process.exitCode = 1;
    process.stdout.write('The fleet page is not flat: more than × 1.5\n');
  }
  process.stdout.write(
    `FLEET PAGES AT ${
      SIZES[SIZES.length - 1]
    } PIPELINES: ours ${largest.ours.toFixed(
      1,
    )} ms, peer ${largest.peer.toFixed(1)} ms, ratio ${(
      largest.peer / largest.ours
    ).toFixed(2)}\n`,
  );
}

main().then(
  // What a stopped backend leaves behind (timers of dependencies) is not waited for.
  () => process.exit(),
  error => {
    process.stderr.write(`${error.stack ?? error}\n`);
    process.exit(1);
  },
);
