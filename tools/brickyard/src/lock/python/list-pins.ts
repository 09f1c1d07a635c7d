const PIN =
  /^([A-Za-z0-9][A-Za-z0-9._-]*)(?:\[[^\]]*\])? *(==|@ )([^\s;\\]+)/gm;

export interface Pin {
  name: string;
  /** `2.1.3`, or what follows the `@`. */
  version: string;
  isUrl: boolean;
}

/** What a lock installs, without hashes and the reasons for it. */
export function listPins(text: string): Pin[] {
  return [...text.matchAll(PIN)].map(
    ([, name = '', operator, version = '']) => ({
      name: name.toLowerCase(),
      version,
      isUrl: operator !== '==',
    }),
  );
}
