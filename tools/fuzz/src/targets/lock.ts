import { parseDcf } from '../../../brickyard/src/cran/parse-dcf';
import { parseIndex } from '../../../brickyard/src/cran/r-index';
import { parseAptPins } from '../../../brickyard/src/lock/apt/parse-apt-pins';
import { readInputs } from '../../../brickyard/src/lock/lock-text';
import { listPins } from '../../../brickyard/src/lock/python/list-pins';
import { noLocalFiles } from '../../../brickyard/src/lock/python/local-files';
import { mergeSeeds } from '../../../brickyard/src/lock/python/merge-seeds';
import { noOrigins } from '../../../brickyard/src/lock/python/package-origins';
import { renderOrigins } from '../../../brickyard/src/lock/python/render-python-lock';
import {
  listRPackages,
  renderRLock,
} from '../../../brickyard/src/lock/r/r-lock-text';
import { parseContents } from '../../../brickyard/src/versioning/parse-contents';
import {
  parseImagesLock,
  renderImagesLock,
} from '../../../brickyard/src/workspace/images-lock';
import { readFiles, readSpecTexts } from '../collect-seeds';
import { decode } from '../decode';
import { attempt } from '../judge';
import type { Target } from '../target';

/** Locks of each kind, and what they are made of. */
export const lock: Target = {
  name: 'lock',
  listSeeds: () => [
    ...readFiles('packages', /locks\/lab.*\.txt$/).map((text) =>
      text.slice(0, 3000),
    ),
    ...readSpecTexts('lock'),
    ...readSpecTexts('cran'),
    ...readSpecTexts('workspace'),
    ...readSpecTexts('versioning'),
  ],
  tokens: [
    ...[
      '# inputs sha256:',
      '0'.repeat(64),
      ' sha256:',
      'tree:',
      '\n',
      ' ',
      '\\',
    ],
    ...[
      'numpy==1.0',
      '[a]',
      ' @ https://h.test/a',
      '    --hash=',
      '    # via a',
    ],
    ...[
      '\n    # from ',
      'file:///a/%zz',
      '# build ',
      '# index a b c\n',
      '; ',
      '=',
    ],
    ...[
      'dplyr 1.0 cran source a.tar.gz sha256:00',
      'Package: a\n',
      'Depends: ',
    ],
    ...['R (>= 4.0)', ', ', '\n\n', ': ', '{', '}', '"', '"ubuntu:24.04"', ','],
    ...['"docker.io/library/a@sha256:', 'libc6=2.36-9 ', ' apt_packages.txt\n'],
  ],
  check: (input) => {
    const text = decode(input);
    if (text === undefined) return;
    const read = <T>(reader: () => T) => attempt(text, reader);
    read(() => readInputs(text));
    read(() => listPins(text));
    read(() => parseAptPins(text));
    read(() => mergeSeeds(text, text));
    read(() => parseDcf(text));
    read(() => parseIndex(text));
    const origins = { ...noOrigins, local: noLocalFiles, below: [] };
    read(() => renderOrigins(text, origins));
    read(() => parseContents(text, 'f'));
    checkRLock(text);
    checkImagesLock(text);
  },
};

function checkRLock(text: string): void {
  const packages = listRPackages(text);
  const printed = renderRLock({ day: '', own: [] }, packages);
  expectSame(listRPackages(printed), packages, 'a lock of R packages');
}

function checkImagesLock(text: string): void {
  const images = attempt(text, () => parseImagesLock(text, 'f'));
  if (images === undefined) return;
  const again = parseImagesLock(renderImagesLock(images), 'f');
  expectSame(Object.entries(again).sort(), Object.entries(images).sort(), 'it');
}

function expectSame(again: unknown, read: unknown, what: string): void {
  if (JSON.stringify(again) !== JSON.stringify(read))
    throw new Error(`${what} is another one when it is printed and read again`);
}
