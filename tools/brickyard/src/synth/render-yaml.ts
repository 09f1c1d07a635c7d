import { stringify } from 'yaml';

/** As prettier leaves it; a blank line before each part of the document. */
export function renderYaml(document: object): string {
  const text = stringify(document, {
    lineWidth: 0,
    nullStr: '',
    singleQuote: true,
    aliasDuplicateObjects: false,
  });
  return text.replaceAll(/^(?=[a-z])/gm, '\n').replace(/^\n/, '');
}
