/** How a tool is told to install Python packages. */
export interface InstallTool {
  /** Words after the program; `pip install` and `uv pip install` differ. */
  verbs: readonly string[];
  /**
   * Whose Python it takes: `pip`, the one that it belongs to; `uv`, that of an
   * active environment or what `--system` says; `own`, one that it makes itself.
   */
  takes: 'pip' | 'uv' | 'own';
  /** With these words or variables it takes pip's way. */
  unless?: { option?: string; variable?: readonly [string, RegExp] };
}

const NO = /^(?:0|false|no|off)$/i;
const SYSTEM_FOLDER = /^\/usr(?:\/local)?\/?$/;

const own = (...verbs: string[]): InstallTool => ({ verbs, takes: 'own' });

/** By the name of the program, without a version. */
export const toolTable: ReadonlyMap<string, readonly InstallTool[]> = new Map(
  Object.entries({
    pip: [{ verbs: ['install'], takes: 'pip' }],
    easy_install: [{ verbs: [''], takes: 'pip' }],
    uv: [
      { verbs: ['pip install'], takes: 'uv' },
      {
        verbs: ['add'],
        takes: 'own',
        unless: { variable: ['UV_PROJECT_ENVIRONMENT', SYSTEM_FOLDER] },
      },
      own('tool install'),
    ],
    poetry: [
      {
        verbs: ['add'],
        takes: 'own',
        unless: { variable: ['POETRY_VIRTUALENVS_CREATE', NO] },
      },
    ],
    pipenv: [
      { verbs: ['install'], takes: 'own', unless: { option: '--system' } },
    ],
    pdm: [own('add')],
    rye: [own('add', 'install')],
    hatch: [own('dep add')],
    pixi: [own('add', 'global install')],
    pipx: [own('install', 'inject', 'run')],
    conda: [own('install', 'create', 'update')],
    mamba: [own('install', 'create', 'update')],
    micromamba: [own('install', 'create', 'update')],
  } satisfies Record<string, InstallTool[]>),
);

/** Options of these tools whose value is the next word; `-e` is followed by a package. */
export const TAKES_VALUE =
  /^(?:-[rcitfbCGEPp]|--(?:abi|bounds|branch|build|build-constraints?|build-option|cache-dir|categories|cert|channel|client-cert|color|config-file|config-settings?|constraints?|default-index|default-timeout|directory|download|exclude-newer|excludes|exists-action|extra|extra-index-url|extra-pip-args|extras|file|find-links|global-option|group|implementation|index|index-strategy|index-url|install-option|keyring-provider|link-mode|log|markers?|name|no-binary|no-binary-package|no-build-isolation-package|no-build-package|only-binary|optional|override|package|pip-args|platform|prefix|prerelease|progress-bar|project|proxy|pypi-url|python|python-platform|python-version|refresh-package|reinstall-package|report|repodata-fn|requirements?|requirements-from-script|resolution|resume-retries|retries|rev|root|root-prefix|root-user-action|script|solver|source|src|suffix|tag|target|timeout|torch-backend|trusted-host|upgrade-package|upgrade-strategy|uploaded-prior-to|use-deprecated|use-feature|with))$/;
