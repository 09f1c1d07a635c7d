import { hideLogins } from '../../redact/hide-logins';
import { findRCalls } from './r-calls';
import { splitStatements, type Statement } from './r-statements';
import { isLowered, readShellInstall } from './shell-installs';
import { isPackageCall, writeRSpecs, writeSpec } from './write-r-specs';

/** A command that installs R packages in a way of its own, and what to write instead. */
export interface RCommand extends Statement {
  message: string;
}

/** Programs that run R code. */
const R_PROGRAM =
  /(?:^|[\s;&|("'`])(?:[\w./-]*\/)?(?:R|Rscript|r|littler)(?=\s+(?:-|CMD\b|<|\S+\.[Rr]\b)|\s*<)|^[ \t]*(?:[\w./-]*\/)?(?:R|Rscript|r|littler)(?=\s*$)/m;

/** As a shell: a word that begins with `#`. */
const COMMENT = /(^|[ \t])#.*$/gm;

/**
 * The commands of an R list that are meant for R, a shell or another manager of
 * packages. `prefix` is what a line of this file starts with: nothing, or the call.
 */
export function findRCommands(script: string, prefix = ''): RCommand[] {
  return splitStatements(script).flatMap((statement) => {
    // What is written anew has no form any more that shows a login.
    const text = hideLogins(statement.text.replace(COMMENT, ''));
    const message = explain(text, prefix);
    return message === undefined ? [] : [{ ...statement, message }];
  });
}

function explain(text: string, prefix: string): string | undefined {
  const shell = readShellCommands(text);
  if (shell !== undefined)
    return say(shell.program, shell.specs, prefix) + lowered(shell);
  const calls = findRCalls(text, isPackageCall).flatMap((call) => {
    const written = writeRSpecs(call);
    if (written === undefined) return [];
    const owner = call.package === undefined ? '' : `${call.package}::`;
    return [{ ...written, name: `${owner}${call.name}()` }];
  });
  const installs = calls.filter(({ isInstall }) => isInstall);
  const telling = installs.length > 0 ? installs : calls;
  const [first] = telling;
  if (first !== undefined)
    return say(
      first.name,
      telling.flatMap(({ specs }) => specs),
      prefix,
    );
  return R_PROGRAM.test(text) ? say(nameProgram(text), [], prefix) : undefined;
}

function readShellCommands(text: string) {
  for (const command of text.replace(/\\\n/g, ' ').split(/&&|\|\||[;|\n]/)) {
    const words = command.trim().split(/\s+/);
    const found = readShellInstall(words);
    if (found !== undefined) return found;
  }
  return undefined;
}

function nameProgram(text: string): string {
  return (R_PROGRAM.exec(text)?.[0] ?? 'R').replace(/^[\s;&|("'`]+/, '').trim();
}

function lowered({
  program,
  specs,
}: {
  program: string;
  specs: string[];
}): string {
  return isLowered(program) && specs.length > 0
    ? ', in the capital letters that its own page has'
    : '';
}

const LIBRARY = 'npx nx g brickyard:library <name> --language=r';

function say(what: string, specs: readonly string[], prefix: string): string {
  const names = [...new Set(specs)].filter((spec) => spec !== '');
  if (names.length === 0)
    return `${what}: this file names packages, and Brickyard installs them: write each as ${prefix}dplyr or ${prefix}dplyr==1.1.4, bioc::limma, github::owner/repo@<commit>; a package of your own is a library (${LIBRARY})`;
  return `${what}: this file names packages, and Brickyard installs them: write ${prefix}${names.join(' ')}`;
}

/** What to write for a word that means a package elsewhere; `undefined` for others. */
export function explainRWord(word: string): string | undefined {
  const spec = rewrite(
    hideLogins(word).replace(/^["'`]|(?<!["'`,])["'`,]+$/g, ''),
  );
  if (spec === undefined || spec === word) return undefined;
  return `${word}: write ${spec}`;
}

function rewrite(word: string): string | undefined {
  if (
    /^(?:https?:\/\/(?:www\.)?github\.com\/)?[\w.-]+\/[\w.-]+(?:[@#].+)?$/.test(
      word,
    )
  )
    return writeSpec(word, 'github');
  const [, archived, version] =
    /^([A-Za-z][\w.]*)_([\d.-]+)\.tar\.\w+$/.exec(word) ?? [];
  if (archived !== undefined) return `${archived}==${version}`;
  if (/^(?:(?:cran|any|standard)::)?[A-Za-z][\w.]*@\d[\d.-]*$/.test(word))
    return writeSpec(word);
  const [, name, pinned] = /^([A-Za-z][\w.]*)=(\d[\d.-]*)$/.exec(word) ?? [];
  if (name !== undefined) return `${name}==${pinned}`;
  const [, debian, lower = ''] = /^r-(cran|bioc)-([\w.]+)$/.exec(word) ?? [];
  if (debian !== undefined)
    return `${debian === 'bioc' ? 'bioc::' : ''}${lower}, in the capital letters that its own page has`;
  return undefined;
}
