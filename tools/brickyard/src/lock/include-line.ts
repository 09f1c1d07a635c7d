const INCLUDE =
  /^(?:-r|-c|--requirement|--constraint)(?:\s*=\s*|\s+|(?<=^-[rc]))(\S+)$/;

/** What `-r other.txt` or `-c other.txt` names, as written. */
export function includedPath(line: string): string | undefined {
  return INCLUDE.exec(line)?.[1];
}

/** What Brickyard adds to a build under this folder is on no disk. */
export const addedFolder = '.brickyard/';
