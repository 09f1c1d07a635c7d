import { stringify } from 'yaml';

/** YAML as prettier would leave it, with a blank line before each top-level key. */
export function renderYaml(document: object): string {
  const text = stringify(document, {
    lineWidth: 0,
    nullStr: '',
    singleQuote: true,
    aliasDuplicateObjects: false,
  });
  return text.replaceAll(/^(?=[a-z])/gm, '\n').replace(/^\n/, '');
}
