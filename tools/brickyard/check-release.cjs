// npm publish: what is published is the commit that the release tagged, and nothing else.
const { execFileSync } = require('node:child_process');
const { version } = require('./package.json');

const git = (...words) => execFileSync('git', words, { encoding: 'utf8' });
const isTagged = git('tag', '--points-at', 'HEAD')
  .split('\n')
  .includes(`v${version}`);
const isClean = git('status', '--porcelain') === '';

if (process.env['npm_config_dry_run'] !== 'true' && !(isTagged && isClean)) {
  console.error(
    `brickyard ${version} is published from a clean checkout of the tag v${version}: CONTRIBUTING.md, "Releasing the plugin"`,
  );
  process.exitCode = 1;
}
