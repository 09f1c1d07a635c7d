import { posix } from 'node:path';

import type { ShellCommand } from '../../script/shell-command';
import { findSecrets, type FoundSecret } from './find-secrets';
import { isValue } from './is-value';
import { programTable } from './program-table';
import { suspectName } from './secret-names';

/** What a command gives away by its place; `at` is the index of the word. */
export function findInCommand({ words, input }: ShellCommand): FoundSecret[] {
  const written = words.map((word) => word.written);
  const program = posix.basename(written[0] ?? '');
  const found = [
    ...findPlaces(written, program),
    ...findHeaders(written),
    ...findOptions(written, program),
    ...findUserUrls(written, program),
    ...findInput(written, program, input?.text),
  ];
  // One word is told once, by the first of these.
  return found.filter(
    ({ what, at }, index) =>
      found.findIndex((each) => each.what === what || each.at === at) === index,
  );
}

/** Options that are about a password and take none. */
const SWITCH =
  /^--?(?:no|without|with|ask|prompt|disabled?|enabled?|show|hide|print|allow|require|reset|rotate|skip|check|use)-/;

/** An option, or where a secret is to be found: `docker build --secret id=…`. */
const NO_SECRET = /^-|^(?:id|src|source|type)=/;

/** `--password s3cret`; `--password=s3cret` is found in the text. */
function findOptions(words: readonly string[], program: string): FoundSecret[] {
  // There the next word is a database: `mysql --password shop`.
  if (/^(?:mysql|mariadb)/.test(program)) return [];
  return words.flatMap((word, at) => {
    const before = words[at - 1] ?? '';
    const isAsked =
      at > 1 &&
      /^--?[A-Za-z][\w-]+$/.test(before) &&
      !SWITCH.test(before) &&
      suspectName(before) === 'sure';
    if (!isAsked || NO_SECRET.test(word) || !isValue(word)) return [];
    return [{ what: `a value for ${before.replace(/^-+/, '')}`, at }];
  });
}

/** `Authorization: Bearer …`, `-H "PRIVATE-TOKEN: …"` */
const HEADER =
  /^(-H|--header=|[\w.-]+=)?["']?([A-Za-z][\w-]*):\s*(?:(?:bearer|basic|token|digest|negotiate|apikey)\s+)?(\S+)$/i;

function findHeaders(words: readonly string[]): FoundSecret[] {
  return words.flatMap((word, at) => {
    const [, joined, name = '', value = ''] = HEADER.exec(word) ?? [];
    const isHeader =
      joined !== undefined || /^(?:-H|--header)$/.test(words[at - 1] ?? '');
    const isLogin =
      /^(?:proxy-)?authorization$/i.test(name) ||
      (isHeader && suspectName(name) === 'sure');
    return isLogin && isValue(value) ? [{ what: `a header ${name}`, at }] : [];
  });
}

/** A user alone, in an address for git, is a token. */
function findUserUrls(
  words: readonly string[],
  program: string,
): FoundSecret[] {
  return words.flatMap((word, at) => {
    const [, scheme = '', user = '', host = ''] =
      /\b((?:git\+)?https?):\/\/([^\s/@:'"]+):?@([^\s/'"]+)/i.exec(word) ?? [];
    const isForGit =
      program === 'git' || scheme.startsWith('git+') || user.length >= 20;
    // Azure DevOps writes the organisation there.
    const isUser = user === 'git' || host === 'dev.azure.com';
    // A form that is known has been told by its name.
    const isTold = findSecrets(word).length > 0;
    return isForGit && !isUser && !isTold && isValue(user)
      ? [{ what: 'a URL with a token', at }]
      : [];
  });
}

/** No program of the table has its password farther off. */
const FARTHEST = 12;

/** Where a program takes a password without an option that says so. */
function findPlaces(words: readonly string[], program: string): FoundSecret[] {
  const text = words.slice(1).join(' ');
  return (programTable.get(program) ?? [])
    .filter(({ when }) => when === undefined || when.test(text))
    .flatMap(({ option, joined, operand, value = /^(.+)$/s }) =>
      words.flatMap((word, at) => {
        const before = words[at - 1] ?? '';
        const [, glued] = joined?.exec(word) ?? [];
        const isNamed =
          option?.test(before) ??
          (at <= FARTHEST && operand?.test(words.slice(1, at).join(' ')));
        const isNext = isNamed && !word.startsWith('-');
        const given = glued ?? (isNext ? word : undefined);
        const [, secret = ''] = value.exec(given ?? '') ?? [];
        return at > 0 && isValue(secret)
          ? [{ what: `a password of ${program}`, at }]
          : [];
      }),
    );
}

/** `echo s3cret | docker login --password-stdin` */
const READS_PASSWORD =
  /^(?:(?:docker|podman|buildah|helm|oras|crane|nerdctl|skopeo) .*login .*--password-stdin|gh auth login .*--with-token|databricks configure.*--token|chpasswd|sudo .*-S|cryptsetup |passwd .*--stdin|az .*--password-stdin)/;

function findInput(
  words: readonly string[],
  program: string,
  input = '',
): FoundSecret[] {
  const text = [program, ...words.slice(1), ''].join(' ');
  const given = input.split(/\s+/);
  const isSecret = READS_PASSWORD.test(text) && given.some(isValue);
  return isSecret ? [{ what: `a password of ${program}`, at: 0 }] : [];
}
