/** BuildKit's own words, and some that only look like them. */
const WORDS =
  'apikey auth credential credentials key password pword passwd secret token pass pwd pat keys tokens author keyboard monkey tokenizer passport secretary authority'.split(
    ' ',
  );
const BEFORE = [
  '',
  'git',
  'GITHUB',
  'super_duper',
  'a1',
  'public',
  'file',
  'NPM',
  'gpg',
  'r_apt',
];
const AFTER =
  ' file version public name url type id path message value ttl sock modules x1'.split(
    ' ',
  );
const SHAPES: ((name: string) => string)[] = [
  (name) => name,
  (name) => name.toUpperCase(),
  (name) =>
    name.replace(
      /(^|_)([a-z])/g,
      (_all, mark: string, first: string) => mark + first.toUpperCase(),
    ),
  (name) => `_${name}_`,
];

/** Every word, alone and between others, in four spellings. */
export const secretNames: readonly string[] = [
  ...new Set(
    BEFORE.flatMap((before) =>
      WORDS.flatMap((word) =>
        AFTER.flatMap((after) => {
          const name = [before, word, after].filter(Boolean).join('_');
          return SHAPES.map((shape) => shape(name));
        }),
      ),
    ),
  ),
];
