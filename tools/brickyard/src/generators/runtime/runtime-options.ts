import { FIRST_BARE_MAJOR } from '../../runtime/line-number';
import type { List } from '../split-list';

/** As Nx hands it on: 3.10 on a command line has become the number 3.1. */
export type Text = string | number;

/** What `schema.json` lets a user set. */
export interface RuntimeOptions {
  line: Text;
  from?: List;
  source?: List;
  upgrade?: List;
  replace?: Text;
  databricks?: boolean;
  note?: string;
  released?: string;
  endOfSupport?: string;
  spark?: Text;
  scala?: List;
  baseImage?: string;
  ubuntu?: Text;
  codename?: string;
  glibc?: Text;
  jdk?: Text;
  python?: Text;
  pip?: Text;
  setuptools?: Text;
  wheel?: Text;
  virtualenv?: Text;
  r?: Text;
  rAptVersion?: Text;
  cranSnapshot?: string;
  bioconductorRelease?: Text;
  notebook?: List;
}

/** A version as it was typed: `4` was 4.0, and `3.1`, after `minor`, 3.10. */
export function spellVersion(value: Text | undefined, minor?: 'two digits') {
  if (value === undefined || value === '') return undefined;
  if (typeof value === 'string') return value;
  const text = Number.isInteger(value) ? `${value}.0` : String(value);
  return minor !== undefined && /\.\d$/.test(text) ? `${text}0` : text;
}

/** `18`, `17.3-LTS`; also written `17.3 LTS`, or `17.3.x` as in the cluster API. */
export function spellLine(value: Text): string {
  const isBare = typeof value === 'number' && value >= FIRST_BARE_MAJOR;
  const text = isBare ? String(value) : (spellVersion(value) ?? '');
  return text
    .trim()
    .replace(/^(\d+(?:\.\d+)?)\.x(?=$|[ -])/, '$1')
    .replace(/[ _]+LTS$/i, '-LTS');
}
