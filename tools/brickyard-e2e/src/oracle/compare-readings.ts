import { isDeepStrictEqual } from 'node:util';

import type {
  Comparison as MarkerComparison,
  Marker,
  MarkerTerm,
} from '../../../brickyard/src/requirements/grammar/marker';
import { normalizeName } from '../../../brickyard/src/requirements/normalize-name';
import type { OracleLine, Reading } from './ask-pip';
import { explainedDifferences } from './explained-differences';
import type { OracleCase } from './oracle';

export interface Difference {
  text: string;
  ours: Reading<OracleLine[]>;
  theirs: Reading<OracleLine[]>;
}

export function compareReadings(difference: Difference): OracleCase {
  const shown = difference;
  if (isSame(difference)) return { verdict: 'same', shown };
  const why = explainedDifferences.find(({ explains }) =>
    explains(difference),
  )?.reason;
  return why === undefined
    ? { verdict: 'unexplained', shown }
    : { verdict: 'explained', why, shown };
}

function isSame({ ours, theirs }: Difference): boolean {
  if ('error' in ours || 'error' in theirs)
    return 'error' in ours && 'error' in theirs;
  const [a, b] = [ours, theirs].map(({ value }) => value.map(normalize));
  return isDeepStrictEqual(a, b);
}

/** What both sides say, in one spelling. */
function normalize({ name, extras, specifiers, marker, ...line }: OracleLine) {
  if (name === undefined) return line;
  const isNamed = name !== null && !line.isLocation;
  // Nothing installs what is editable.
  if (line.isEditable) return { isEditable: true, options: line.options };
  return {
    ...line,
    // Of a path, pip knows the name where it is a wheel, Brickyard more often.
    name: isNamed ? normalizeName(name) : null,
    extras: [...new Set(extras?.map(normalizeName))].sort(),
    specifiers: isNamed ? [...new Set(specifiers)] : [],
    marker: marker ? normalizeMarker(marker) : null,
  };
}

function normalizeMarker(marker: Marker): Marker {
  if ('all' in marker) return { all: marker.all.map(normalizeMarker) };
  if ('any' in marker) return { any: marker.any.map(normalizeMarker) };
  return normalizeExtra(marker);
}

/** As packaging spells what is compared with `extra`. */
function normalizeExtra(comparison: MarkerComparison): MarkerComparison {
  const { left, operator, right } = comparison;
  const isExtra = (term: MarkerTerm) =>
    'variable' in term && term.variable === 'extra';
  const spell = (term: MarkerTerm): MarkerTerm =>
    'text' in term ? { text: normalizeName(term.text) } : term;
  if (!isExtra(left) && !isExtra(right)) return comparison;
  return { left: spell(left), operator, right: spell(right) };
}
