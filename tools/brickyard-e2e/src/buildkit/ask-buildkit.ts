import { join } from 'node:path';

import { askOwnGoProgram } from '../own-go-program';
import { repositoryRoot } from '../repository-root';

export interface DockerfileCase {
  text: string;
  buildArgs?: Record<string, string>;
  target?: string;
}

/** What a build of a Dockerfile is made of. */
export interface DockerfileReading {
  /** Lists are left out where there is nothing, or where BuildKit refuses the file. */
  syntax?: string;
  instructions: { keyword: string; line: number }[] | null;
  images: string[] | null;
  context: string[] | null;
  secretIds: string[] | null;
  /** `NAME=value` as the last RUN gets them. */
  environment: string[] | null;
  error?: string;
  line?: number;
}

export interface PatternCase {
  /** A whole .dockerignore, or one glob. */
  text: string;
  paths: string[];
}

export interface PatternReading {
  matched: string[] | null;
  error?: string;
}

/** What its check SecretsUsedInArgOrEnv says of a Dockerfile. */
export interface SecretReading {
  warnings: { keyword: 'ARG' | 'ENV'; name: string; line: number }[];
  error?: string;
}

interface Questions {
  dockerfiles?: readonly DockerfileCase[];
  ignores?: readonly PatternCase[];
  globs?: readonly PatternCase[];
  /** Texts of Dockerfiles. */
  secrets?: readonly string[];
}

interface Answers {
  /** Module → version, of what answered; `go` for Go itself. */
  versions: Record<string, string>;
  dockerfiles: DockerfileReading[];
  ignores: PatternReading[];
  globs: PatternReading[];
  secrets: SecretReading[];
}

/** BuildKit's own frontend and moby's matcher, from `oracles/buildkit`. */
export function askBuildkit(questions: Questions): Answers {
  const program = {
    name: 'buildkit-oracle',
    folder: join(repositoryRoot, 'tools/brickyard-e2e/oracles/buildkit'),
    go: '1.26',
    use: 'read Dockerfiles as BuildKit does',
  };
  return askOwnGoProgram<Answers>(program, questions);
}
