/** A program that runs the command which its arguments end with. */
export interface Wrapper {
  /** Options that take the next word. */
  values?: RegExp;
  /** How many words of its own come before the command. */
  operands?: number;
  /** Words that have to follow the program: `run` of `poetry run`. */
  after?: string;
  /** Options with which it runs nothing. */
  never?: RegExp;
  /** An option whose value is a text for a shell. */
  script?: RegExp;
}

const CONDA_RUN: Wrapper = {
  after: 'run',
  values: /^(?:-n|-p|--name|--prefix|--cwd|-a|--attach)$/,
};
const PLAIN: Wrapper = {};

/** By the name of the program. */
export const wrapperTable: ReadonlyMap<string, Wrapper> = new Map(
  Object.entries({
    sudo: {
      values:
        /^(?:-[ughpCrtUDRT]|--(?:user|group|host|prompt|close-from|role|type|other-user|chdir|chroot|command-timeout))$/,
      never: /^(?:-[lveV]|--(?:list|validate|edit|version))$/,
    },
    doas: { values: /^-[uC]$/ },
    env: {
      values: /^(?:-[uC]|--(?:unset|chdir))$/,
      script: /^(?:-S|--split-string)$/,
    },
    nice: { values: /^(?:-n|--adjustment)$/ },
    ionice: { values: /^(?:-[cn]|--class|--classdata)$/ },
    chrt: { operands: 1, values: /^-[TPD]$/ },
    taskset: { operands: 1 },
    numactl: { values: /^-[NCmpi]$/ },
    time: { values: /^(?:-[fo]|--format|--output)$/ },
    nohup: PLAIN,
    setsid: PLAIN,
    exec: { values: /^-a$/ },
    command: { never: /^-[vV]$/ },
    builtin: PLAIN,
    coproc: PLAIN,
    stdbuf: { values: /^(?:-[ioe]|--(?:input|output|error))$/ },
    unbuffer: PLAIN,
    chronic: PLAIN,
    fakeroot: { values: /^-[lsibu]$/ },
    eatmydata: PLAIN,
    catchsegv: PLAIN,
    timeout: { operands: 1, values: /^(?:-[ks]|--(?:kill-after|signal))$/ },
    flock: {
      operands: 1,
      values: /^(?:-[wE]|--(?:timeout|wait|conflict-exit-code))$/,
      script: /^(?:-c|--command)$/,
    },
    faketime: { operands: 1 },
    // Of our toolbox: the folder, then what installs.
    'in-layers': { operands: 1 },
    'date-files': PLAIN,
    chroot: { operands: 1, values: /^--(?:userspec|groups)$/ },
    setarch: { operands: 1 },
    linux32: PLAIN,
    linux64: PLAIN,
    gosu: { operands: 1 },
    'su-exec': { operands: 1 },
    setpriv: {
      values: /^--(?:reuid|regid|groups|inh-caps|ambient-caps|bounding-set)$/,
    },
    unshare: { values: /^(?:-[RwSG]|--(?:root|wd|setuid|setgid))$/ },
    su: {
      operands: 1,
      values:
        /^(?:-[sgGw]|--(?:shell|group|supp-group|whitelist-environment))$/,
      script: /^(?:-\w*c|--(?:session-)?command)$/,
    },
    runuser: {
      values: /^(?:-[ugGsw]|--(?:user|group|supp-group|shell))$/,
      script: /^(?:-\w*c|--(?:session-)?command)$/,
    },
    script: { script: /^(?:-\w*c|--command)$/ },
    tini: { values: /^-[pe]$/ },
    'dumb-init': { values: /^(?:-r|--rewrite)$/ },
    's6-setuidgid': { operands: 1 },
    'with-contenv': PLAIN,
    busybox: PLAIN,
    strace: { values: /^-[oeaEsSPubIOX]$/ },
    ltrace: { values: /^-[oeaEsSuFln]$/ },
    valgrind: PLAIN,
    'xvfb-run': {
      values:
        /^(?:-[enspfw]|--(?:server-num|server-args|error-file|auth-file|wait))$/,
    },
    'dbus-run-session': PLAIN,
    'ssh-agent': { values: /^-[aEOPt]$/ },
    retry: { values: /^-[tdms]$/ },
    parallel: { values: /^(?:-[jnNLSaP]|--(?:jobs|arg-file|colsep))$/ },
    watch: { values: /^(?:-n|--interval)$/ },
    xargs: {
      values:
        /^(?:-[nPILdasE]|--(?:max-args|max-procs|replace|max-lines|delimiter|arg-file|max-chars|eof|process-slot-var))$/,
    },
    poetry: { after: 'run' },
    pdm: { after: 'run', values: /^(?:-p|--project)$/ },
    pipenv: { after: 'run' },
    hatch: { after: 'run' },
    rye: { after: 'run' },
    pixi: { after: 'run', values: /^(?:-e|--environment|--manifest-path)$/ },
    uv: {
      after: 'run',
      values:
        /^(?:-[pw]|--(?:python|with|with-requirements|with-editable|extra|group|env-file|directory|project|package|index-url|extra-index-url|index))$/,
    },
    conda: CONDA_RUN,
    mamba: CONDA_RUN,
    micromamba: CONDA_RUN,
  } satisfies Record<string, Wrapper>),
);
