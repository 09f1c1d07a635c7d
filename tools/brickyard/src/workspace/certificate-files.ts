/**
 * A flavour may COPY these to keep the profile's certificates in its image. One
 * file for each, as update-ca-certificates expects; where a profile has none, a
 * pattern below this folder matches nothing.
 */
export function certificateFiles(
  certificates: readonly string[],
): { path: string; content: string }[] {
  return certificates.map((content, index) => ({
    path: `.brickyard/ca-certificates/profile-${index + 1}.crt`,
    content,
  }));
}
