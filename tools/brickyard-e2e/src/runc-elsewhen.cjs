// In place of runc, for an engine whose build steps are to see another time: adds a
// library to every build step, and runs the real one.
const { spawn } = require('node:child_process');
const { readFileSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');

const { RUNC, FAKE_CLOCK, FAKE_CLOCK_OFFSET } = process.env;
const words = process.argv.slice(2);
// What is mounted below /dev leaves nothing in the image.
const library = '/dev/fake-clock.so';

/** `--bundle <folder>` of `runc run` and `runc create`. */
function findBundle() {
  const at = words.findIndex((word) => word === '--bundle' || word === '-b');
  return at < 0 ? undefined : words[at + 1];
}

function addClock(bundle) {
  const file = join(bundle, 'config.json');
  const config = JSON.parse(readFileSync(file, 'utf8'));
  config.mounts.push({
    ...{ destination: library, type: 'bind', source: FAKE_CLOCK },
    options: ['bind', 'ro'],
  });
  config.process.env.push(
    `LD_PRELOAD=${library}`,
    `FAKETIME=${FAKE_CLOCK_OFFSET}`,
    // Files have the machine's time, and waiting takes as long as ever.
    'NO_FAKE_STAT=1',
    'FAKETIME_DONT_FAKE_MONOTONIC=1',
  );
  writeFileSync(file, JSON.stringify(config));
}

const bundle = findBundle();
// Containers that look at an image have the machine's clock.
if (bundle?.includes('/buildkit/')) addClock(bundle);
const runc = spawn(RUNC, words, { stdio: 'inherit' });
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'])
  process.on(signal, () => runc.kill(signal));
runc.on('exit', (code, signal) => process.exit(signal ? 1 : code));
