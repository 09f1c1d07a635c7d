import type { Flavour } from '../../flavour/flavour';
import type { LockKindName } from '../../lock/kind/lock';
import type { ResolvedImage } from '../../plan/resolve-image';
import type { ListEntry, ListText } from '../../requirements/edit/list-text';

/** A word of whoever asks, as its ecosystem reads it. */
export interface AskedPackage {
  /** As names are compared: Python's normalised. */
  name: string;
  /** As a list that does not have it is to write it. */
  text: string;
  /** It says nothing but the name, so whatever is there will do. */
  isBare: boolean;
  /** What a line that names it has to say; `undefined` where it says so already. */
  merge: (entry: ListEntry) => { text: string } | { fault: string } | undefined;
}

/** One of the three kinds of lists that a flavour may have. */
export interface ListKind {
  ecosystem: LockKindName;
  /** As people call it: `Python`. */
  title: string;
  /** One of its packages: `a Python package`. */
  one: string;
  /** What words of it are given with. */
  flag: string;
  /** In the flavour's folder: where a new package is written. */
  file: string;
  /** Of `image.ts`, without which no flavour has such packages. */
  language?: 'python' | 'r';
  lockPath: (line: string) => string;
  /** A text says what is wrong with the word, and what to do. */
  parse: (word: string) => AskedPackage | string;
  read: (text: string, images: readonly ResolvedImage[]) => ListText;
  /** Other files of the flavour that name packages of the same environment. */
  listOthers: (flavour: Flavour) => string[];
  /** What a new list begins with: comments. */
  renderHead: (of: { name: string; parent?: string }) => string;
}
