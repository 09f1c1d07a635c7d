import { ecosystemTable } from '../ecosystems/ecosystem-table';
import { fileList } from '../ecosystems/file-list';
import type { NamedRows } from '../rows/name-rows';
import { rowMark } from '../rows/row';

/** How much space an image's files take: the sum of their apparent sizes in bytes. */
export interface FileFacts {
  /** Of all files that a container sees. A file that a later layer replaced does not count. */
  size: number;
  /**
   * Folders with all that is below them, if that is at least a hundredth of the
   * image. This is where to look to make an image smaller.
   */
  directories: readonly { path: string; size: number }[];
}

/**
 * What the engine puts into every container. It writes the first of these files
 * last, when the container starts. So a file that is younger is not part of the
 * image: a test that runs beside the probe has written it.
 */
const foreign = ['/etc/hosts', '/etc/hostname', '/etc/resolv.conf'];

/**
 * Adds up apparent sizes of files. Blocks and folders do not count, since their
 * sizes depend on the disk of the engine's machine. A file with several names
 * counts once, under the first of them.
 */
export const addUpFiles = (): string => String.raw`
function add(path, bytes) {
  match(path, /.*\//)
  own[substr(path, 1, RLENGTH - 1)] += bytes
}
BEGIN { FS = OFS = "\t" }
NF != 4 || ${foreign.map((path) => `$4 == "${path}"`).join(' || ')} { next }
${ecosystemTable.map(({ probe }) => probe?.perFile ?? '').join('\n')}
$2 == 1 { add($4, $1); next }
!($3 in first) || $4 < first[$3] { first[$3] = $4; bytes[$3] = $1 }
END {
  for (id in first) add(first[id], bytes[id])
  for (path in own)
    for (above = path; ; sub(/\/[^\/]*$/, "", above)) {
      total[above] += own[path]
      if (above == "") break
    }
  printf "${rowMark}\tsize\t%.0f\n", total[""]
  for (path in total) {
    if (path != "" && total[path] * 100 >= total[""])
      printf "${rowMark}\tdirectory\t%s\t%.0f\n", path, total[path]
    ${ecosystemTable.map(({ probe }) => probe?.perFolder ?? '').join('\n')}
  }
}
`;

/** Starts to list every file, in the background. */
export const startFiles = (): string => `
listing=
if command -v awk >/dev/null && find / -maxdepth 0 -printf '' 2>/dev/null && : 2>/dev/null > ${fileList}; then
  { find / -xdev -type f ! -cnewer /etc/hosts -printf '%s\\t%n\\t%D:%i\\t%p\\n' | LC_ALL=C awk '${addUpFiles()}' > ${fileList}; } 2>/dev/null &
  listing=$!
fi
`;

/** Waits for the list and prints it. An image without find and awk has none. */
export const endFiles = `
if [ -n "$listing" ]; then
  wait "$listing"
  cat ${fileList}
fi
`;

export function parseFiles(rows: NamedRows): Partial<FileFacts> {
  const [all] = rows.take('size', ['size']);
  const directories = rows
    .take('directory', ['path', 'size'])
    .map(({ path, size }) => ({ path, size: Number(size) }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
  return all === undefined ? {} : { size: Number(all.size), directories };
}
