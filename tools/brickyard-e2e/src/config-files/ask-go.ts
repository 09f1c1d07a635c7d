import { join } from 'node:path';

import { askOwnGoProgram } from '../own-go-program';
import { repositoryRoot } from '../repository-root';

export interface PatternCase {
  pattern: string;
  text: string;
}

export interface PatternAnswer {
  matches: boolean;
  /** Why Go refuses the pattern. */
  error?: string;
}

export interface LoginCase {
  /** The text of config.json. */
  file: string;
  /** DOCKER_AUTH_CONFIG */
  environment?: string;
  registries: readonly string[];
}

export interface FoundLogin {
  username: string;
  password: string;
  identityToken: string;
  registryToken: string;
  /** The credential helper that would be asked, and is not there. */
  helper: string;
}

export interface LoginAnswer {
  /** Why docker warns about the file, and goes on without it. */
  error?: string;
  /** One for each registry; none with an `error`. */
  found: FoundLogin[];
}

export interface StructureAnswer {
  error?: string;
  /** Under Go's names of the fields. */
  tests?: Record<string, unknown>;
}

interface Questions {
  patterns?: readonly PatternCase[];
  /** Keys of logins. */
  hosts?: readonly string[];
  logins?: readonly LoginCase[];
  structures?: readonly { text: string }[];
}

interface Answers {
  /** Module → version, of what answered; `go` for Go itself. */
  versions: Record<string, string>;
  patterns: PatternAnswer[];
  hosts: string[];
  logins: LoginAnswer[];
  structures: StructureAnswer[];
}

/** Go's regexp, docker/cli and container-structure-test, from `oracles/config-files`. */
export function askGo(questions: Questions): Answers {
  const program = {
    name: 'config-files-oracle',
    folder: join(repositoryRoot, 'tools/brickyard-e2e/oracles/config-files'),
    go: '1.26',
    use: 'read patterns, logins and test files as others do',
  };
  return askOwnGoProgram<Answers>(program, questions);
}
