import { dockerfileOracles } from '../buildkit/dockerfile-oracle';
import { patternOracles } from '../buildkit/pattern-oracle';
import { secretNameOracles } from '../buildkit/secret-name-oracle';
import { loginOracles } from '../config-files/login-oracle';
import { regexpOracles } from '../config-files/regexp-oracle';
import { structureOracles } from '../config-files/structure-oracle';
import type { Oracle } from './oracle';
import { requirementOracles } from './requirement-oracle';

/** All that other tools define, and Brickyard does as they do. */
export const oracleTable: readonly Oracle[] = [
  ...dockerfileOracles,
  ...patternOracles,
  ...secretNameOracles,
  ...loginOracles,
  ...regexpOracles,
  ...structureOracles,
  ...requirementOracles,
];
