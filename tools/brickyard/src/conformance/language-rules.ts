import type { Rule } from './rule';
import { py01 } from './rules/py-01';
import { py01Dockerfile } from './rules/py-01-dockerfile';
import { py02 } from './rules/py-02';
import { py03 } from './rules/py-03';
import { py04 } from './rules/py-04';
import { py05 } from './rules/py-05';
import { py06 } from './rules/py-06';
import { py07 } from './rules/py-07';
import { py08 } from './rules/py-08';
import { py09 } from './rules/py-09';
import { py10 } from './rules/py-10';
import { py11 } from './rules/py-11';
import { py11Requirements } from './rules/py-11-requirements';
import { py12 } from './rules/py-12';
import { py13 } from './rules/py-13';
import { py13Dockerfile } from './rules/py-13-dockerfile';
import { py14 } from './rules/py-14';
import { py15, py15Folder } from './rules/py-15';
import { py16 } from './rules/py-16';
import { py17 } from './rules/py-17';
import { r01 } from './rules/r-01';
import { r02 } from './rules/r-02';
import { r03 } from './rules/r-03';
import { r04 } from './rules/r-04';
import { r05 } from './rules/r-05';
import { r05Dockerfile } from './rules/r-05-dockerfile';
import { r06 } from './rules/r-06';
import { r07 } from './rules/r-07';
import { r07Dockerfile } from './rules/r-07-dockerfile';
import { r08 } from './rules/r-08';
import { r09 } from './rules/r-09';

/** Rules about Python and R. One id may have two: for the sources and for the image. */
export const languageRules: readonly Rule[] = [
  ...[
    py01,
    py01Dockerfile,
    py02,
    py03,
    py04,
    py05,
    py06,
    py07,
    py08,
    py09,
    py10,
    py11,
    py11Requirements,
    py12,
    py13,
    py13Dockerfile,
    py14,
    py15,
    py15Folder,
    py16,
    py17,
  ],
  ...[
    r01,
    r02,
    r03,
    r04,
    r05,
    r05Dockerfile,
    r06,
    r07,
    r07Dockerfile,
    r08,
    r09,
  ],
];
