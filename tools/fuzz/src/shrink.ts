/**
 * A smaller input for which `isSame` still holds: parts are taken out, the large
 * ones first, as long as that works. Asks at most `most` times.
 */
export async function shrink(
  input: Buffer,
  isSame: (input: Buffer) => Promise<boolean>,
  most = 400,
): Promise<Buffer> {
  let smallest = input;
  let left = most;
  let size = Math.ceil(input.length / 2);
  while (size >= 1 && left > 0) {
    let at = 0;
    let isSmaller = false;
    while (at < smallest.length && left > 0) {
      const shorter = Buffer.concat([
        smallest.subarray(0, at),
        smallest.subarray(at + size),
      ]);
      left -= 1;
      if (shorter.length > 0 && (await isSame(shorter))) {
        smallest = shorter;
        isSmaller = true;
      } else {
        at += size;
      }
    }
    if (size === 1 && !isSmaller) break;
    size = size === 1 ? 1 : Math.ceil(size / 2);
  }
  return smallest;
}
