/** What answers call the ecosystems that packages are looked for in. */
export const ecosystemTitles: Readonly<Record<string, string>> = {
  python: 'Python',
  r: 'R',
  apt: 'apt',
  jar: 'Java archives',
};

/** `numpy (Python)`; another environment than that of notebooks is named. */
export function titlePackage({
  ecosystem,
  environment,
  name,
}: {
  ecosystem: string;
  environment: string | null;
  name: string;
}): string {
  const title = ecosystemTitles[ecosystem] ?? ecosystem;
  const isOther = environment !== null && !environment.endsWith('/python3');
  return `${name} (${title}${isOther ? ` in ${environment}` : ''})`;
}
