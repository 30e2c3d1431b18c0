/*
 * Writes catalog/ from the description of the fleet: `yarn generate-catalog`.
 * With --check it writes nothing, names the files that differ and exits with 1.
 */
require('@backstage/cli/config/nodeTransform.cjs');
const fs = require('node:fs');
const path = require('node:path');
const { catalogFiles } = require('../src/catalog/files');

const root = path.resolve(__dirname, '../../../catalog');
const check = process.argv.includes('--check');
const files = catalogFiles();

const read = file => {
  const full = path.join(root, file);
  return fs.existsSync(full) ? fs.readFileSync(full, 'utf8') : undefined;
};
const generated = file => /^(all\.yaml|northstar\/)/.test(file);
const present = fs.existsSync(root)
  ? fs
      .readdirSync(root, { recursive: true, withFileTypes: true })
      .filter(entry => entry.isFile())
      .map(entry =>
        path
          .relative(root, path.join(entry.parentPath, entry.name))
          .split(path.sep)
          .join('/'),
      )
  : [];

const changed = [...files].filter(([file, text]) => read(file) !== text);
const stray = present.filter(file => generated(file) && !files.has(file));

if (check) {
  const wrong = [...changed.map(([file]) => file), ...stray];
  if (wrong.length > 0) {
    process.stderr.write(
      `catalog/ is not up to date, run \`yarn generate-catalog\`:\n${wrong
        .map(file => `  ${file}\n`)
        .join('')}`,
    );
    process.exitCode = 1;
  }
} else {
  for (const [file, text] of changed) {
    fs.mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    fs.writeFileSync(path.join(root, file), text);
  }
  for (const file of stray) fs.rmSync(path.join(root, file));
  process.stdout.write(
    `catalog/: ${files.size} files, ${changed.length} written, ${stray.length} removed\n`,
  );
}
