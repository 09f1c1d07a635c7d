import { findText, type StarterFile } from './starter-file';

/** A file whose lines all end as Windows ends them, with the ends of the others. */
export interface PlainFile {
  file: StarterFile;
  /** Gives a merged text the file's own line ends. */
  restore: (text: string) => string;
}

const asItIs = (text: string) => text;

/**
 * Line ends are no edit: an editor or git changed them all at once. Where the
 * texts that it is compared with have such line ends themselves, they count.
 */
export function plainLineEnds(
  file: StarterFile,
  others: readonly (string | undefined)[],
): PlainFile {
  const text = findText(file.bytes);
  const isPlain = others.every((other) => !other?.includes('\r'));
  if (text === undefined || !isPlain || !isWindows(text))
    return { file, restore: asItIs };
  const bytes = Buffer.from(text.replaceAll('\r\n', '\n'));
  return {
    file: { ...file, bytes },
    restore: (merged) => merged.replaceAll('\n', '\r\n'),
  };
}

function isWindows(text: string): boolean {
  return text.includes('\r\n') && !/(?<!\r)\n|\r(?!\n)/.test(text);
}
