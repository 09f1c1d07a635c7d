/** `brickyard/minimal:latest` → `minimal`; `undefined` for an image from elsewhere. */
export function parentFlavour(
  image: string,
  localNamespace: string,
): string | undefined {
  return image.startsWith(`${localNamespace}/`)
    ? image.slice(localNamespace.length + 1).replace(/[:@].*$/, '')
    : undefined;
}
