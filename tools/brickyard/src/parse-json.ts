import { BrickyardError, type ErrorCode } from './errors';

/** Throws `code`, naming the file. */
export function parseJson(
  text: string,
  file: string,
  code: ErrorCode = 'OPTIONS_INVALID',
): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const { message } = cause as SyntaxError;
    throw new BrickyardError(code, `${file}: is not JSON: ${message}`, {
      cause,
    });
  }
}
