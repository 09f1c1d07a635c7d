/** `locks/17.3-LTS.apt.txt`, in the flavour's folder. */
export function aptLockPath(runtime: string): string {
  return `locks/${runtime}.apt.txt`;
}
