// The commit that ci-machine.ts has checked out, in the folder of a job. It has
// the origin's branches; only a job that keeps credentials can push to them.
const { execFileSync } = require('node:child_process');
const { join } = require('node:path');

const {
  CI_MACHINE = '',
  GITHUB_WORKSPACE,
  'INPUT_FETCH-DEPTH': depth,
  'INPUT_PERSIST-CREDENTIALS': keepsCredentials,
  INPUT_TOKEN: token,
} = process.env;
const made = join(CI_MACHINE, 'images');

if (depth !== '0') throw new Error('expected all of history');
const origin = git(made, 'remote', 'get-url', 'origin');
work('init', '--quiet', '--initial-branch=main');
work('remote', 'add', 'origin', origin);
work('fetch', '--quiet', 'origin', '+refs/heads/*:refs/remotes/origin/*');
work('fetch', '--quiet', '--no-tags', made, 'HEAD');
work('checkout', '--quiet', '--detach', 'FETCH_HEAD');
if (keepsCredentials !== 'true')
  work('remote', 'set-url', '--push', 'origin', '/no/credentials');
else if (!token) throw new Error('no token to keep');

function work(...words) {
  return git(GITHUB_WORKSPACE, ...words);
}

function git(cwd, ...words) {
  return execFileSync('git', words, { cwd, encoding: 'utf8' }).trim();
}
