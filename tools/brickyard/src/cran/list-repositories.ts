import { chooseBioconductor } from '../runtime/bioconductor';
import type { Runtime } from '../runtime/schema';
import { BIOCONDUCTOR_PARTS, type RRepository } from './r-repository';

/** A repository as image.ts names it, with the address that counts here. */
export interface OwnRepository {
  name: string;
  /** May have a password in it. */
  url: string;
  packages?: readonly string[];
}

/** Other addresses of the same packages. */
export interface RMirrors {
  cran?: string;
  bioconductor?: string;
}

/**
 * Where the R packages of a line come from: a flavour's own repositories first.
 * One that nobody names the address of is left out.
 */
export function listRepositories(
  { r, codename = '' }: Pick<Runtime, 'r' | 'codename'>,
  own: readonly OwnRepository[],
  mirrors: RMirrors,
): RRepository[] {
  const place = { codename, day: r?.cranSnapshot ?? '' };
  const cran = mirrors.cran ?? r?.cranRepository;
  const bioc = mirrors.bioconductor ?? r?.bioconductorRepository;
  const release = chooseBioconductor({ r });
  return [
    ...own.map((each) => ({
      ...each,
      ...{ url: trim(each.url), parts: [''], isDated: false },
    })),
    ...(cran ? [cranAt(dated(cran, place))] : []),
    ...(bioc && release ? [bioconductorAt(bioc, place, release)] : []),
  ];
}

function cranAt(url: string): RRepository {
  return { name: 'cran', url, parts: [''], isDated: true };
}

/** An address that ends with `/packages`, as https://bioconductor.org/packages, keeps no days. */
function bioconductorAt(
  base: string,
  place: { codename: string; day: string },
  release: string,
): RRepository {
  const isDated = !/\/packages$/.test(trim(base));
  const folder = isDated ? `${dated(base, place)}/packages` : trim(base);
  return {
    name: 'bioc',
    url: `${folder}/${release}`,
    parts: BIOCONDUCTOR_PARTS,
    isDated,
  };
}

function dated(
  base: string,
  { codename, day }: { codename: string; day: string },
): string {
  return `${trim(base)}/__linux__/${codename}/${day}`;
}

function trim(address: string): string {
  return address.replace(/\/+$/, '');
}
