import js from '@eslint/js';
import importX from 'eslint-plugin-import-x';
import importSort from 'eslint-plugin-simple-import-sort';
import ts from 'typescript-eslint';

import table from './tools/brickyard/module-table.json' with { type: 'json' };

const source = 'tools/brickyard/src';

/** What only specs use may import anything. */
const forSpecs = ['**/*.spec.ts', '**/testing/**', '**/__fixtures__/**'];

/**
 * The module table as lint: who may import whom, and who alone may import what.
 * `architecture.spec.ts` holds the rooms of a module to the same table.
 */
const boundaries = Object.entries(table.modules).map(
  ([folder, { mayImport }]) => {
    const others = Object.keys(table.modules).filter(
      (name) => name !== folder && !mayImport.includes(name),
    );
    const foreign = Object.entries(table.onlyImporter)
      .filter(([, owners]) => ![owners].flat().includes(folder))
      // Types of Nx are free; they cost nothing when loaded.
      .map(([name, owners]) => ({
        name,
        allowTypeImports: name === '@nx/devkit',
        message: `only ${[owners].flat().join(', ')} may import it`,
      }));
    return {
      files: [`${source}/${folder}/**/*.ts`],
      ignores: forSpecs,
      rules: {
        '@typescript-eslint/no-restricted-imports': [
          'error',
          {
            paths: foreign,
            patterns: others.map((name) => ({
              regex: `^(\\.\\./)+${name}/`,
              message: `${folder}/ may import only: ${mayImport.join(', ') || 'nothing'} (module-table.json)`,
            })),
          },
        ],
      },
    };
  },
);

export default ts.config(
  {
    ignores: [
      '**/dist/',
      '**/node_modules/',
      '.nx/',
      '.lab/',
      'tools/brickyard/starter/',
      '**/*.cjs',
      '**/*.js',
      '**/*.mjs',
    ],
  },
  js.configs.recommended,
  ...ts.configs.recommendedTypeChecked,
  {
    plugins: { 'import-x': importX, 'simple-import-sort': importSort },
    languageOptions: {
      parserOptions: {
        projectService: true,
        tsconfigRootDir: import.meta.dirname,
      },
    },
    settings: {
      'import-x/resolver-next': [
        importX.createNodeResolver({ extensions: ['.ts', '.js', '.json'] }),
      ],
    },
    rules: {
      'simple-import-sort/imports': 'error',
      'simple-import-sort/exports': 'error',
      'import-x/no-cycle': 'error',
      'import-x/no-duplicates': 'error',
      'import-x/no-default-export': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/consistent-type-imports': [
        'error',
        { fixStyle: 'inline-type-imports' },
      ],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_' },
      ],
      'max-lines': [
        'error',
        { max: 300, skipComments: true, skipBlankLines: true },
      ],
      'max-params': ['error', 4],
    },
  },
  {
    files: ['packages/*/image.ts'],
    rules: { 'import-x/no-default-export': 'off' },
  },
  {
    files: ['**/*.spec.ts'],
    rules: {
      '@typescript-eslint/require-await': 'off',
      'max-params': 'off',
    },
  },
  ...boundaries,
);
