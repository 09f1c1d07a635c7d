import type * as Jsonc from 'jsonc-parser';

import {
  BrickyardError,
  type ErrorCode,
  type Place,
  renderPlace,
} from './errors';

/** Editors on Windows put it before a text. JSON does not allow it, nor does Nx. */
const BYTE_ORDER_MARK = '\uFEFF';

/** Throws `code`, naming file and line. */
export function parseJson(
  text: string,
  file: string,
  code: ErrorCode = 'OPTIONS_INVALID',
): unknown {
  refuseMark(text, file, code);
  try {
    return JSON.parse(text);
  } catch (cause) {
    const { message } = cause as SyntaxError;
    const line = lineAt(text, positionIn(message));
    const reason = message.replace(/ in JSON at position .*/s, '');
    throw notJsonError(code, { file, line }, reason);
  }
}

/** With comments and trailing commas, as Nx reads nx.json. Throws OPTIONS_INVALID. */
export function parseCommentedJson(text: string, file: string): unknown {
  const code = 'OPTIONS_INVALID';
  refuseMark(text, file, code);
  try {
    return JSON.parse(text);
  } catch {
    return parseWithComments(text, file);
  }
}

function parseWithComments(text: string, file: string): unknown {
  // Most workspaces never need it.
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- loaded on demand, synchronously
  const jsonc = require('jsonc-parser') as typeof Jsonc;
  const errors: Jsonc.ParseError[] = [];
  const value: unknown = jsonc.parse(text, errors, {
    allowTrailingComma: true,
  });
  const [first] = errors;
  if (first === undefined) return value;
  const place = { file, line: lineAt(text, first.offset) };
  const reason = jsonc.printParseErrorCode(first.error);
  throw notJsonError('OPTIONS_INVALID', place, spaceWords(reason));
}

function refuseMark(text: string, file: string, code: ErrorCode): void {
  if (!text.startsWith(BYTE_ORDER_MARK)) return;
  const message = `${file}: begins with a byte order mark (BOM)`;
  const hint = 'save it as UTF-8 without BOM';
  throw new BrickyardError(code, message, { hint });
}

function notJsonError(
  code: ErrorCode,
  place: Place,
  reason: string,
): BrickyardError {
  return new BrickyardError(
    code,
    `${renderPlace(place)}: is not JSON: ${reason}`,
  );
}

/** V8 names an offset, but not for a text that ends too early. */
function positionIn(message: string): number | undefined {
  const [, position] = / at position (\d+)/.exec(message) ?? [];
  return position === undefined ? undefined : Number(position);
}

/** 1-based; the last line where the offset is not known. */
function lineAt(text: string, offset: number | undefined): number {
  return text.trimEnd().slice(0, offset).split('\n').length;
}

/** `CommaExpected` → `comma expected` */
function spaceWords(name: string): string {
  return name.replace(/(?!^)[A-Z]/g, (letter) => ` ${letter}`).toLowerCase();
}
