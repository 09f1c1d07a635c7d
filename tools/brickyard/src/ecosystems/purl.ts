export interface PackageUrl {
  /** `pypi` */
  type: string;
  namespace?: string;
  name: string;
  version: string;
  qualifiers?: Readonly<Record<string, string>>;
}

/** https://github.com/package-url/purl-spec */
export function renderPurl(url: PackageUrl): string {
  const { type, namespace, name, version, qualifiers = {} } = url;
  const path = [type, ...(namespace === undefined ? [] : [namespace]), name];
  const pairs = Object.entries(qualifiers).sort(([a], [b]) => (a < b ? -1 : 1));
  const query = pairs.map(([key, value]) => `${key}=${encode(value)}`);
  const tail = query.length === 0 ? '' : `?${query.join('&')}`;
  return `pkg:${path.map(encode).join('/')}@${encode(version)}${tail}`;
}

/** Case and underscore do not tell projects apart there. */
export function pypiPurl(name: string, version: string): string {
  const normal = name.toLowerCase().replaceAll('_', '-');
  return renderPurl({ type: 'pypi', name: normal, version });
}

/** `pypi` of `pkg:pypi/numpy@2.1.3`; `undefined` for a text that is not a package URL. */
export function typeOfPurl(purl: string): string | undefined {
  return /^pkg:([a-z][a-z0-9.+-]*)\//i.exec(purl)?.[1]?.toLowerCase();
}

/** Everything but what the specification leaves as it is, colons among it. */
function encode(text: string): string {
  return encodeURIComponent(text)
    .replace(
      /[!'()*]/g,
      (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
    )
    .replaceAll('%3A', ':');
}
