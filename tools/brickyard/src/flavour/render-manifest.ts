/** `package.json` of a flavour or library. */
export function renderManifest({
  name,
  version,
  description,
}: {
  name: string;
  version: string;
  description: string;
}): string {
  const manifest = { name, version, private: true, description };
  return `${JSON.stringify(manifest, null, 2)}\n`;
}
