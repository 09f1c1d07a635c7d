import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';

const sources = readdirSync(__dirname, { recursive: true, encoding: 'utf8' })
  .map((file) => file.split(sep).join('/'))
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.spec.ts'))
  .filter((file) => !/(^|\/)(testing|__fixtures__)\//.test(file))
  .map((file) => ({ file, text: readCode(file) }));

/** Without comments: they may name what code must not use. */
function readCode(file: string): string {
  return readFileSync(join(__dirname, file), 'utf8')
    .replace(/\/\*[^]*?\*\//g, '')
    .replace(/^\s*\/\/.*$/gm, '');
}

const filesWith = (pattern: RegExp) =>
  sources
    .filter(({ text }) => pattern.test(text))
    .map(({ file }) => file)
    .sort();

describe('ways out for text', () => {
  it('are one, to a terminal and a CI log: the outlet', () => {
    const streams = [
      /\bprocess\.(?:stdout|stderr)(?!\.(?:isTTY|columns)\b)/,
      /\{[^{}]*\bstd(?:out|err)\b[^{}]*\}\s*=\s*process\b/,
      /[:=(,]\s*process\s*[,)]/,
      /\bprocess(?:\[|\.(?:_rawDebug|emitWarning|report)\b)/,
      /\bconsole\.\w|\bfrom 'node:(?:console|process|tty)'/,
      /\bwrite(?:v|Sync)\(|\bstdio: *'inherit|'inherit'/,
      /\blogger\b|\boutput\.(?:log|error|warn|note)\(/,
    ];
    const isStream = new RegExp(streams.map(({ source }) => source).join('|'));
    expect(filesWith(isStream)).toEqual([
      // Both run in the evaluator, whose streams lead nowhere: see below.
      'flavour/evaluation/evaluator.ts',
      'flavour/evaluation/watch-process.ts',
      // For a program that somebody asked for by name, as it is.
      'outlet/raw-streams.ts',
      'outlet/standard-streams.ts',
    ]);
  });

  it('are raw for a shell alone', () => {
    expect(filesWith(/\bopenRawStreams\(|\.openRaw\b/)).toEqual([
      'cli/shell-command.ts',
      'outlet/raw-streams.ts',
    ]);
  });

  it('run the evaluator of image.ts with streams that lead nowhere', () => {
    const found = sources.find(({ file }) => file.endsWith('run-evaluator.ts'));
    expect(found?.text).toContain(
      "stdio: ['pipe', 'ignore', 'ignore', 'pipe']",
    );
  });

  it('put commands for a CI service on a line of their own', () => {
    expect(filesWith(/\.command\(/)).toEqual([
      'cli/alert-command.ts',
      'cli/comment-command.ts',
      'executors/docker-test/test-target.ts',
      'executors/lint/lint-target.ts',
    ]);
  });

  it('write JSON to standard output as renderJson does', () => {
    const printers = filesWith(/JSON\.stringify\(/).filter((file) =>
      /^(?:cli|executors|report)\//.test(file),
    );
    expect(printers).toEqual([
      // A file.
      'cli/refresh-command.ts',
      // To tell apart, and not to print.
      'executors/executor-kinds.ts',
      'report/render-lint.ts',
    ]);
  });

  it('hand Nx what it prints for us as text for Nx', () => {
    expect(filesWith(/\btextForNx\(/)).toEqual([
      'executors/executor-kinds.ts',
      'generators/generator.ts',
      'generators/sync/sync.ts',
      'nx/with-hint.ts',
      'outlet/standard-streams.ts',
    ]);
  });

  it('into files are these, each in a form that holds any text', () => {
    const written = filesWith(
      /\b(?:writeFile(?:Sync)?|appendFile(?:Sync)?|createWriteStream)\(/,
    );
    expect(written).toEqual(Object.keys(writers).sort());
  });

  it('into the workspace of a generator are these', () => {
    expect(filesWith(/\btree\.write\(/)).toEqual(treeWriters);
  });
});

/** A new row says why no foreign text can do more in that file than be there. */
const writers: Readonly<Record<string, string>> = {
  'cli/comment-command.ts': 'Markdown that brickyard report made',
  'cli/definition-command.ts': 'files of a push: JSON and YAML',
  'cli/refresh-command.ts': 'JSON',
  'cli/report-command.ts': 'what the renderers make: text, Markdown, JSON',
  'cran/facts-cache.ts': 'JSON',
  'executors/docker-test/test-target.ts': 'XML',
  'flavour/evaluation/evaluation-cache.ts': 'JSON',
  'generators/upgrade/merge-with-git.ts':
    'a folder of its own, for git merge-file alone',
  'generators/upgrade/with-changed-files.ts':
    'a folder of its own, read as the workspace is',
  'run/adopt/place-adoption.ts':
    "image.ts and package.json, made of literals; the team's own Dockerfile",
  'run/adopt/stage-adoption.ts': 'the same, beside copies of their files',
  'files/write-whole.ts':
    'a lock, which its resolver checked; a list of packages, with words that its parser knows',
  'run/init/apply-init.ts': 'JSON and Markdown of ours, for who runs it',
  'run/init/folder-state.ts': 'the bytes that were there',
  'run/publish/push-sbom.ts': 'JSON',
  'run/publish/write-cluster-files.ts': 'JSON and YAML',
  'run/records/json-file.ts': 'JSON',
  'run/refresh/refresh-images-lock.ts': 'JSON',
};

/** Their options come from the person who calls them; changes are reviewed. */
const treeWriters = [
  'generators/flavour/flavour.ts',
  'generators/init/add-lines.ts',
  'generators/init/copy-starters.ts',
  'generators/library/library.ts',
  'generators/runtime/runtime.ts',
  'generators/starters/write-record.ts',
  'generators/sync/sync.ts',
  'generators/upgrade/write-upgrades.ts',
  'generators/write-json.ts',
];
