// Prints how large the bundle is, and sees to it that README.md says the same. `node size.mjs update` writes it there.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const BUNDLE = 'target/classes/dev/syncedstore/client/js/index.js';
const BUDGET = 28_000;
/** Not every zlib packs alike. */
const TOLERANCE = 0.03;
const LINE = /<!-- size -->.*<!-- end of size -->/;

if (existsSync(BUNDLE)) {
  const script = readFileSync(BUNDLE);
  const packed = gzipSync(script, { level: 9 }).length;
  const kilo = (bytes) => (bytes / 1000).toFixed(1);
  const size = `<!-- size -->${kilo(script.length)} kB minified, ${kilo(packed)} kB with gzip<!-- end of size -->`;
  console.log(`The browser client: ${size.replaceAll(/<[^>]*>/g, '')}`);
  const readme = readFileSync('README.md', 'utf8');
  const said = Number(/([\d.]+) kB with gzip/.exec(readme)?.[1]) * 1000;
  if (process.argv[2] === 'update') {
    writeFileSync('README.md', readme.replace(LINE, size));
  } else if (!(Math.abs(said - packed) < TOLERANCE * packed)) {
    console.error('README.md says otherwise: run `./check update`');
    process.exitCode = 1;
  }
  if (packed > BUDGET) {
    console.error(`It may have ${kilo(BUDGET)} kB`);
    process.exitCode = 1;
  }
}
