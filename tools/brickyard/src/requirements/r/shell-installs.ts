import { writeSpec } from './write-r-specs';

/** A program that installs R packages without R code, and how it names them. */
interface Program {
  pattern: RegExp;
  write: (word: string) => string | undefined;
}

const isName = (word: string) => /^[A-Za-z][\w.]*$/.test(word);
const plain = (word: string) => (isName(word) ? word : undefined);
/** `xtable_1.8-4.tar.gz` */
const archive = (word: string) => {
  const [, name, version] =
    /(?<![\w.])([A-Za-z][\w.]*)_([\d.-]+)\.tar\.\w+$/.exec(word) ?? [];
  return name === undefined ? undefined : `${name}==${version}`;
};

const programs: readonly Program[] = [
  { pattern: /^install2?\.r$/, write: (word) => archive(word) ?? plain(word) },
  {
    pattern: /^installGithub\.r$/,
    write: (word) =>
      word.includes('/') ? writeSpec(word, 'github') : undefined,
  },
  {
    pattern: /^installBioc\.r$/,
    write: (word) => plain(word) && `bioc::${word}`,
  },
  {
    pattern: /^(?:apt|apt-get|aptitude)$/,
    write: (word) => {
      const [, from, name = ''] = /^r-(cran|bioc)-([\w.+-]+)/.exec(word) ?? [];
      if (from === undefined) return undefined;
      return from === 'bioc' ? `bioc::${name}` : name;
    },
  },
  {
    pattern: /^(?:conda|mamba|micromamba)$/,
    write: (word) => {
      const [, from, name = '', version] =
        /^(?:[\w-]+::)?(r|bioconductor)-([\w.-]+?)(?:=+([\d._-]+).*)?$/.exec(
          word,
        ) ?? [];
      if (from === undefined || name === 'base') return undefined;
      if (from === 'bioconductor') return `bioc::${name}`;
      return version === undefined ? name : `${name}==${version}`;
    },
  },
];

/** Names that Debian and conda write in small letters, whatever CRAN does. */
export function isLowered(program: string): boolean {
  return /^(?:apt|apt-get|aptitude|conda|mamba|micromamba)$/.test(program);
}

/** What a command names, if it is one that installs R packages without R code. */
export function readShellInstall(
  words: readonly string[],
): { program: string; specs: string[] } | undefined {
  for (const [index, word] of words.entries()) {
    const name = word.split('/').at(-1) ?? '';
    const [second, third] = [words[index + 1], words[index + 2]];
    const isOfR = name === 'R' && second === 'CMD' && third === 'INSTALL';
    const program = programs.find(({ pattern }) => pattern.test(name));
    if (program === undefined && !isOfR) continue;
    const rest = words.slice(index + 1);
    if (program === undefined)
      return {
        program: 'R CMD INSTALL',
        specs: rest.flatMap((each) => archive(each) ?? []),
      };
    const specs = withoutOptions(rest).flatMap(
      (each) => program.write(each) ?? [],
    );
    const isInstall = !isLowered(name) || specs.length > 0;
    return isInstall ? { program: name, specs } : undefined;
  }
  return undefined;
}

/** Of littler's scripts and conda, those that take a value. */
const TAKES_VALUE =
  /^(?:-[lrndcp]|--(?:libloc|repos|ncpus|deps|channel|name|prefix|type|method))$/;

function withoutOptions(words: readonly string[]): string[] {
  return words.filter(
    (word, index) =>
      !word.startsWith('-') && !TAKES_VALUE.test(words[index - 1] ?? ''),
  );
}
