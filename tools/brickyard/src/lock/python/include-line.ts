const INCLUDE =
  /^(?:-r|-c|--requirement|--constraint)(?:\s*=\s*|\s+|(?<=^-[rc]))(\S+)$/;

/** What `-r other.txt` or `-c other.txt` names, as written. */
export function includedPath(line: string): string | undefined {
  return INCLUDE.exec(line)?.[1];
}

/** Brickyard adds this folder to a build; it is not on disk. */
export const addedFolder = '.brickyard/';
