/**
 * Says in one line that the running Node is too old even for these scripts. Each command imports this file before
 * anything else, so that it speaks before a newer function is missing. The portal itself runs on the Node of node.mjs.
 */
const major = Number(process.versions.node.split('.')[0]);
if (major < 18) {
  process.stderr.write(
    `Sluice needs Node 18 or newer to start, this is ${process.version}: install Node 24 from nodejs.org and try again\n`,
  );
  process.exit(1);
}
