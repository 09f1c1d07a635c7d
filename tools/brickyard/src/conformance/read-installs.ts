/** Options of apt whose value is the next word. */
const TAKES_VALUE =
  /^(?:-[toca]|--(?:target-release|default-release|option|config-file|host-architecture))$/;

/** What a command asks apt for; `apt-install` is a script of the toolbox. */
export function readAptInstall({ words }: { words: readonly string[] }) {
  const [program = '', ...rest] = words;
  const isOurs = /(?:^|\/)apt-install$/.test(program);
  const isApt = /(?:^|\/)(?:apt|apt-get|aptitude)$/.test(program);
  const start = isOurs ? 0 : rest.indexOf('install') + 1;
  if (!isOurs && (!isApt || start === 0)) return [];
  return rest
    .slice(start)
    .filter(
      (word, at, all) =>
        !word.startsWith('-') && !TAKES_VALUE.test(all[at - 1] ?? ''),
    );
}
