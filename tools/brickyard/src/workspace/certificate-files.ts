/**
 * What a flavour may COPY that wants the profile's certificates to stay in its
 * image. One file for each, as update-ca-certificates expects; below this
 * folder a pattern matches nothing where a profile has none.
 */
export function certificateFiles(
  certificates: readonly string[],
): { path: string; content: string }[] {
  return certificates.map((content, index) => ({
    path: `.brickyard/ca-certificates/profile-${index + 1}.crt`,
    content,
  }));
}
