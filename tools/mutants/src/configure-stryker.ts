/** Where code and tests of the plugin are, seen from the root. */
export const sourceRoot = 'tools/brickyard/src';

export interface StrykerRun {
  /** What may be mutated: globs, or `file:line:column-line:column`. */
  mutate: readonly string[];
  /** The folder whose specs run; those of all folders when left out. */
  specsOf?: string;
  /** For configuration, report and the copy of the repository that is mutated. */
  scratch: string;
  concurrency: number;
  literals: boolean;
  /** Leave out what runs only while a spec is loaded: it costs all its tests. */
  ignoreStatic: boolean;
}

/**
 * Goldens compare texts and literals as a whole, so that these mutants die by
 * the hundred and tell nothing. An arrow function's body is mutated anyway.
 */
const literalMutators = [
  'StringLiteral',
  'ArrayDeclaration',
  'ObjectLiteral',
  'ArrowFunction',
];

/** Sources of a folder, without specs and what only specs load. */
export function globSources(folder: string): string[] {
  return [
    `${sourceRoot}/${folder}/**/*.ts`,
    '!**/*.spec.ts',
    '!**/testing/**',
    '!**/__fixtures__/**',
  ];
}

export function reportFile({ scratch }: Pick<StrykerRun, 'scratch'>): string {
  return `${scratch}/report.json`;
}

/** What Stryker reads from a file. */
export function configureStryker(run: StrykerRun) {
  const { mutate, scratch, concurrency, literals, ignoreStatic } = run;
  return {
    testRunner: 'jest',
    plugins: ['@stryker-mutator/jest-runner'],
    jest: {
      projectType: 'custom',
      configFile: 'tools/brickyard/jest.config.cjs',
      config: selectSpecs(run),
    },
    mutate,
    mutator: { excludedMutations: literals ? [] : literalMutators },
    coverageAnalysis: 'perTest',
    ignoreStatic,
    concurrency,
    // Beyond what a mutant takes on a busy machine: slow is not caught.
    timeoutMS: 15_000,
    // swc drops the types, so there is nothing to silence.
    disableTypeChecks: false,
    // A folder without specs has survivors, not an error.
    allowEmpty: true,
    ignorePatterns: ['/.lab', '/.nx', 'dist', 'coverage'],
    tempDirName: `${scratch}/sandboxes`,
    reporters: ['json', 'progress-append-only'],
    jsonReporter: { fileName: reportFile(run) },
    warnings: { slow: false },
  };
}

/** Jest reads only these folders, for each mutant anew. */
function selectSpecs({ specsOf }: StrykerRun) {
  return {
    roots: [`<rootDir>/src${specsOf === undefined ? '' : `/${specsOf}`}`],
  };
}
