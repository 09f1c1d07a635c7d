/** Says what the bench does, while it does it: tables come minutes later. */
export function tell(what: string): void {
  const seconds = Math.round(process.uptime());
  process.stderr.write(`bench: ${seconds} s: ${what}\n`);
}
