/**
 * What R 4.4.2 calls itself on a cluster's Linux. Posit serves the binaries of a
 * system to whoever says which R on which system is asking.
 * https://docs.posit.co/rspm/admin/serving-binaries.html
 */
export function rUserAgent(r: string): string {
  return `R/${r} R (${r} x86_64-pc-linux-gnu x86_64 linux-gnu)`;
}
