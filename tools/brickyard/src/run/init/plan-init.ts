import { basename } from 'node:path';

import { oldestNx } from '../../workspace/check-nx-version';
import { askedVersion, type InitPlace } from './init-place';

/** Options of `nx g brickyard:init`. */
export interface InitAnswers {
  registry: string;
  namespace: string;
  /** `python,r` */
  languages: string;
  /** `github` */
  ci: string;
}

/** One thing to do. Each is left out where it is done already. */
export type InitStep =
  | { kind: 'repository'; branch: string }
  | { kind: 'file'; path: string; text: string }
  /** The plugin itself, packed. */
  | { kind: 'package'; path: string }
  | { kind: 'npm'; words: readonly string[] }
  | { kind: 'generator'; words: readonly string[] };

/** What makes a folder a workspace with Brickyard. */
export type InitPlan = readonly InitStep[];

/** Nothing is left to do where a workspace has Brickyard already. */
export function planInit(
  place: InitPlace,
  answers: InitAnswers | undefined,
): InitPlan {
  const { git, installed, options } = place;
  // Brickyard's own repository links it, without a line in package.json.
  const isLinked = options !== undefined && installed !== undefined;
  const isAsked = isLinked || askedVersion(place, 'brickyard') !== undefined;
  return [
    ...(git.top === undefined
      ? [{ kind: 'repository', branch: mainBranch } as const]
      : []),
    ...planFiles(place),
    ...(isAsked ? [] : [{ kind: 'package', path: packedFile(place) } as const]),
    ...(isAsked && installed !== undefined ? [] : [planInstall(place)]),
    ...(answers === undefined ? [] : [planGenerator(answers)]),
  ];
}

const mainBranch = 'main';

/** Inside the repository, so that `npm ci` finds it on a runner. */
function packedFile({ plugin }: InitPlace): string {
  return `tools/brickyard-${plugin.version}.tgz`;
}

function planFiles(place: InitPlace): InitStep[] {
  const { entries, manifest, git } = place;
  const name = workspaceName(place);
  const isFresh = !entries.some((entry) => /^readme(?:\.|$)/i.test(entry));
  const nxJson = {
    $schema: './node_modules/nx/schemas/nx-schema.json',
    analytics: false,
    neverConnectToCloud: true,
    defaultBase: git.mainBranch ?? mainBranch,
  };
  const files: [string, string, boolean][] = [
    [
      'package.json',
      renderJson({ name, version: '0.0.0', private: true }),
      manifest === undefined,
    ],
    ['nx.json', renderJson(nxJson), !entries.includes('nx.json')],
    ['README.md', renderReadme(name), isFresh && !entries.includes('nx.json')],
  ];
  return files
    .filter(([, , isMissing]) => isMissing)
    .map(([path, text]) => ({ kind: 'file', path, text }));
}

/** npm's own edit of package.json keeps its layout. */
function planInstall(place: InitPlace): InitStep {
  const wanted = [
    ...(askedVersion(place, 'nx') === undefined
      ? [`nx@${oldestNx(place.plugin.nxRange)}`]
      : []),
    // npm takes tools/x.tgz for a repository at GitHub.
    ...(askedVersion(place, 'brickyard') === undefined
      ? [`./${packedFile(place)}`]
      : []),
  ];
  const save = wanted.length > 0 ? ['--save-dev', '--save-exact'] : [];
  return { kind: 'npm', words: ['install', ...save, ...wanted] };
}

function planGenerator(answers: InitAnswers): InitStep {
  const options = Object.entries(answers).map(
    ([name, value]) => `--${name}=${value}`,
  );
  return { kind: 'generator', words: ['brickyard:init', ...options] };
}

/** The folder's, as npm takes it; the plugin and Nx keep theirs. */
export function workspaceName({ folder }: Pick<InitPlace, 'folder'>): string {
  const plain = basename(folder)
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  if (plain === '') return 'images';
  return ['brickyard', 'nx'].includes(plain) ? `${plain}-images` : plain;
}

function renderReadme(name: string): string {
  return `# ${name}

Container images for Databricks clusters. Each folder of \`packages\` is one, and its README.md says how to change it.

<!-- flavours -->
<!-- /flavours -->

\`npm ci\` installs what this needs, \`npx brickyard plan\` says which images would be built and why, and \`npx nx run-many -t docker-push\` builds and
publishes them. \`npx brickyard --help\` lists all commands.
`;
}

function renderJson(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
