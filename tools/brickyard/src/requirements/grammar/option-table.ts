export interface OptionForm {
  /** The long name, as messages have it. */
  name: string;
  aliases?: readonly string[];
  takesValue: boolean;
  /** Why pip refuses a value; `undefined` for one that it takes. */
  refuse?: (value: string) => string | undefined;
}

/** pip accepts no weaker algorithm. */
const HASH =
  /^(?:sha256:[0-9a-f]{64}|sha384:[0-9a-f]{96}|sha512:[0-9a-f]{128})$/i;

const FEATURES = [
  'fast-deps',
  'inprocess-build-deps',
  'venv-isolation',
  'truststore',
  'no-binary-enable-wheel-cache',
  'build-constraint',
];

const refusePackages = (value: string) =>
  value.startsWith('-') ? `"${value}" is no name of a package` : undefined;

/**
 * Every option that pip takes in a requirements file; a spec compares them with
 * pip's own: https://pip.pypa.io/en/stable/reference/requirements-file-format/#supported-options
 */
export const optionTable: readonly OptionForm[] = [
  { name: '--index-url', aliases: ['-i', '--pypi-url'], takesValue: true },
  { name: '--extra-index-url', takesValue: true },
  { name: '--no-index', takesValue: false },
  { name: '--constraint', aliases: ['-c'], takesValue: true },
  { name: '--requirement', aliases: ['-r'], takesValue: true },
  { name: '--editable', aliases: ['-e'], takesValue: true },
  { name: '--find-links', aliases: ['-f'], takesValue: true },
  { name: '--no-binary', takesValue: true, refuse: refusePackages },
  { name: '--only-binary', takesValue: true, refuse: refusePackages },
  { name: '--prefer-binary', takesValue: false },
  { name: '--require-hashes', takesValue: false },
  { name: '--no-require-hashes', takesValue: false },
  { name: '--pre', takesValue: false },
  { name: '--all-releases', takesValue: true, refuse: refusePackages },
  { name: '--only-final', takesValue: true, refuse: refusePackages },
  { name: '--trusted-host', takesValue: true },
  {
    name: '--use-feature',
    takesValue: true,
    refuse: (value) =>
      FEATURES.includes(value) ? undefined : `pip has no feature "${value}"`,
  },
  {
    name: '--hash',
    takesValue: true,
    refuse: (value) =>
      HASH.test(value) ? undefined : '--hash needs sha256: and 64 hex digits',
  },
  {
    name: '--config-settings',
    aliases: ['-C'],
    takesValue: true,
    refuse: (value) =>
      /^[^=]+=/.test(value) ? undefined : '--config-settings needs key=value',
  },
];
