/** Says what the bench does, while it does it: tables come minutes later. */
export function tell(what: string): void {
  const seconds = Math.round(process.uptime());
  process.stderr.write(`bench: ${seconds} s: ${what}\n`);
}

/** How long the step took that was told last. */
export function tellSeconds(seconds: number): void {
  tell(`    took ${seconds.toFixed(1)} s`);
}
