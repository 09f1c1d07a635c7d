import { isBrickyardError } from '../errors';
import { parseReference } from '../reference/parse-reference';
import { expandWord } from './expand';
import type { Word } from './parsed-dockerfile';
import { lookupIn, type Scope } from './scope';
import type { StageInputs } from './stage-use';

/** Where a word stands, for messages. */
export interface Site {
  /** `FROM`, `COPY --from`. */
  part: string;
  line: number;
  scope: Scope;
}

/** The word with variables replaced; reports variables without a value. */
export function resolveWord(
  word: Word,
  site: Site,
  inputs: StageInputs,
): string | undefined {
  const { text, missing, fault } = expandWord(
    word.text,
    inputs.escape,
    lookupIn(site.scope),
  );
  if (fault !== undefined) {
    inputs.report(site.line, `${site.part} ${word.text}: ${fault}`);
    return undefined;
  }
  if (missing.length === 0) return text;
  for (const name of missing) {
    const reason = explainMissing(name, site.scope, inputs.globals);
    inputs.report(site.line, `${site.part} ${word.text}: ${reason}`);
  }
  return undefined;
}

/** Reports a text that cannot be the name of an image. */
export function isImage(
  text: string,
  site: Site,
  inputs: StageInputs,
): boolean {
  try {
    parseReference(text);
    return true;
  } catch (error) {
    if (!isBrickyardError(error)) throw error;
    inputs.report(site.line, `${site.part}: ${error.message}`);
    return false;
  }
}

function explainMissing(name: string, scope: Scope, globals: Scope): string {
  if (scope.declared.has(name)) return `ARG ${name} has no value`;
  if (!globals.declared.has(name)) return `${name} is not declared before it`;
  return globals.values.has(name)
    ? `${name} is declared before FROM only; repeat ARG ${name} in this stage`
    : `ARG ${name} has no value`;
}
