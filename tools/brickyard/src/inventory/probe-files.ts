import type { Rows } from './rows';

/** How much space an image's files take, in bytes as the files tell them. */
export interface FileFacts {
  /** Of all files; what a later layer replaced is not among them. */
  size: number;
  /**
   * Each with all that is below it, where that is a hundredth of the image or
   * more: what to look at to make it smaller.
   */
  directories: readonly { path: string; size: number }[];
}

/** The container's own memory: what is listed there is no part of the image. */
export const fileList = '/dev/shm/brickyard-files';

/**
 * What the engine puts into every container. It writes the first of them last,
 * when a container starts: what is younger is no part of the image, but of
 * tests that run beside this.
 */
const foreign = ['/etc/hosts', '/etc/hostname', '/etc/resolv.conf'];

/**
 * Apparent sizes of files, and none of folders: blocks and folders differ with
 * the disk of the engine's machine. A file with several names counts once, at
 * the first of them.
 */
export const addUpFiles = String.raw`
function add(path, bytes) {
  match(path, /.*\//)
  own[substr(path, 1, RLENGTH - 1)] += bytes
}
BEGIN { FS = OFS = "\t" }
NF != 4 || ${foreign.map((path) => `$4 == "${path}"`).join(' || ')} { next }
$4 ~ /\.jar$/ { print "brickyard", "jar", $4, $1 }
$4 ~ /\/pyvenv\.cfg$/ { print "brickyard", "virtualenv", substr($4, 1, length($4) - 11) }
$2 == 1 { add($4, $1); next }
!($3 in first) || $4 < first[$3] { first[$3] = $4; bytes[$3] = $1 }
END {
  for (id in first) add(first[id], bytes[id])
  for (path in own)
    for (above = path; ; sub(/\/[^\/]*$/, "", above)) {
      total[above] += own[path]
      if (above == "") break
    }
  printf "brickyard\tsize\t%.0f\n", total[""]
  for (path in total) {
    if (path != "" && total[path] * 100 >= total[""])
      printf "brickyard\tdirectory\t%s\t%.0f\n", path, total[path]
    # Every package of R has this folder.
    if (path ~ /\/Meta$/) {
      sub(/\/Meta$/, "", path)
      printf "brickyard\tr-size\t%s\t%.0f\n", path, total[path]
    }
  }
}
`;

/** Begins to look at every file, beside what else is asked. */
export const startFiles = `
listing=
if command -v awk >/dev/null && find / -maxdepth 0 -printf '' 2>/dev/null && : 2>/dev/null > ${fileList}; then
  { find / -xdev -type f ! -cnewer /etc/hosts -printf '%s\\t%n\\t%D:%i\\t%p\\n' | LC_ALL=C awk '${addUpFiles}' > ${fileList}; } 2>/dev/null &
  listing=$!
fi
`;

/** Prints all that was found, or nothing from an image without those tools. */
export const endFiles = `
if [ -n "$listing" ]; then
  wait "$listing"
  cat ${fileList}
fi
`;

export function parseFiles(rows: Rows): Partial<FileFacts> {
  const [all] = rows.take('size', ['size']);
  const directories = rows
    .take('directory', ['path', 'size'])
    .map(({ path, size }) => ({ path, size: Number(size) }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
  return all === undefined ? {} : { size: Number(all.size), directories };
}
