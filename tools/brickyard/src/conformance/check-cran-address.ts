import type { Place } from '../errors';
import type { Runtime } from '../runtime/schema';
import { codenameOf, type CranAddress } from './cran-address';
import type { Fault } from './rule';

/** Finds a repository without a date, or with binaries for another system. */
export function checkCranAddress(
  address: CranAddress,
  runtime: Runtime,
  place?: Place,
): Fault[] {
  const { url, isDated, snapshot, codename } = address;
  const { r, ubuntu } = runtime;
  const system = codenameOf(runtime);
  const day = r?.cranSnapshot ?? 'YYYY-MM-DD';
  const base = r?.cranRepository ?? 'https://packagemanager.posit.co/cran';
  const good = `${base}/__linux__/${system ?? '<codename>'}/${day}`;
  const shared = { expected: good, found: url, ...(place && { place }) };
  const faults: Fault[] = [];
  if (!isDated) {
    faults.push({
      message:
        snapshot === 'latest'
          ? `R packages come from ${url}, which changes every day`
          : `R packages come from ${url}, which has no date`,
      ...shared,
      hint: `use the repository of one day: ${good}`,
    });
  }
  if (codename && system && codename !== system) {
    faults.push({
      message: `R packages are binaries for ${codename}, and the runtime has ${ubuntu ? `Ubuntu ${ubuntu} (${system})` : system}`,
      ...shared,
      hint: `write __linux__/${system} in the address`,
    });
  }
  return faults;
}
