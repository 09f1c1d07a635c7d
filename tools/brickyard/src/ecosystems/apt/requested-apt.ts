import { escapePattern } from '../../escape-pattern';
import { aptLockPath } from '../../lock/apt/apt-lock-path';
import { parseProvided } from '../../lock/apt/parse-apt-pins';
import { mainAptList } from '../../requirements/package-lists';
import type { FlavourSource, RequestedLists } from '../ecosystem';
import type { Package } from '../package';
import { parseAptLock } from './parse-apt-lock';

/** `apt_packages.txt`, with its lock: what a flavour's image has, and no stage beside it. */
export const requestedApt: RequestedLists = {
  listPackages: (source) => {
    if (!source.files.includes(mainAptList)) return [];
    const packages = listLocked(source) ?? listAsked(source);
    return [{ ecosystem: 'apt', environment: null, packages }];
  },
  listNames: (source) => {
    if (!source.files.includes(mainAptList)) return [];
    return [{ environment: null, names: listNames(source) }];
  },
};

function listLocked(source: FlavourSource): Package[] | undefined {
  const text = readLock(source);
  return text === undefined ? undefined : parseAptLock(text, mainAptList);
}

/** Of the first line that has one. */
function readLock({ lines, readText }: FlavourSource): string | undefined {
  return lines
    .map((line) => readText(aptLockPath(line)))
    .find((text) => text !== undefined);
}

/** Without a lock, the version is what the list asks for. What it leaves to the line is not known here. */
function listAsked(source: FlavourSource): Package[] {
  return listWords(source)
    .filter((word) => !word.includes('${'))
    .map((word) => {
      const [name = '', version = 'any version'] = word.split('=');
      return { name: withoutArchitecture(name), version };
    });
}

/**
 * As the lock names them: a variable stands for whatever that has in its place, and
 * a name that another package provides for that one.
 */
function listNames(source: FlavourSource): string[] {
  const locked = (listLocked(source) ?? []).map(({ name }) => name);
  const provided = parseProvided(readLock(source) ?? '');
  return listWords(source).flatMap((word) => {
    const name = withoutArchitecture(word.split('=')[0] ?? '');
    if (!name.includes('${')) return [provided.get(name) ?? name];
    const pattern = name
      .split(/\$\{[^}]*\}/)
      .map(escapePattern)
      .join('[a-z0-9.+-]+');
    return locked.filter((each) => new RegExp(`^${pattern}$`).test(each));
  });
}

const withoutArchitecture = (name: string) => name.replace(/:[a-z0-9]+$/, '');

function listWords({ files, readText }: FlavourSource): string[] {
  const text = files.includes(mainAptList) ? readText(mainAptList) : undefined;
  return (text ?? '').split('\n').flatMap((line) => {
    const words = line.replace(/(^|\s)#.*/, '').trim();
    return words === '' || words.startsWith('-') ? [] : words.split(/\s+/);
  });
}
