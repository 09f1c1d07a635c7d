import { BrickyardError } from '../errors';

/** Throws OPTIONS_INVALID naming the file. */
export function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const { message } = cause as SyntaxError;
    throw new BrickyardError(
      'OPTIONS_INVALID',
      `${file}: is not JSON: ${message}`,
      { cause },
    );
  }
}
