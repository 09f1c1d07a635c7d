import { parseLine } from '../../../brickyard/src/requirements/grammar/parse-line';
import { parseMarker } from '../../../brickyard/src/requirements/grammar/parse-marker';
import { splitRequirementLines } from '../../../brickyard/src/requirements/grammar/split-requirement-lines';
import type { OracleLine, Reading } from './ask-pip';

/** A file as Brickyard reads it, in the oracle's words. */
export function readOurs(text: string): Reading<OracleLine[]> {
  try {
    const lines = splitRequirementLines(text);
    return { value: lines.map(({ text: each, line }) => readLine(each, line)) };
  } catch (error) {
    return { error: String(error) };
  }
}

function readLine(text: string, line: number): OracleLine {
  const all = parseLine(text);
  const [first] = all;
  if (first?.kind === 'package' || first?.kind === 'location') {
    const {
      editable,
      hashes,
      marker,
      name = null,
      extras,
      options = [],
    } = first;
    const names = [...options, ...(hashes.length > 0 ? ['--hash'] : [])];
    const isPackage = first.kind === 'package';
    const specifiers = isPackage ? first.specifiers : [];
    return {
      line,
      name,
      extras: [...extras].sort(),
      specifiers: specifiers
        .map(({ operator, version }) => operator + version)
        .sort(),
      url: (isPackage && first.url) || null,
      isLocation: !isPackage,
      isEditable: editable === true,
      marker: marker === undefined ? null : parseMarker(marker),
      options: [...new Set(names)].sort(),
    };
  }
  const names = all.map((each) => {
    if (each.kind === 'option') return each.name;
    return each.kind === 'requirements' ? '--requirement' : '--constraint';
  });
  return { line, options: [...new Set(names)].sort() };
}
