import type { FlavourLanguage } from '../choose-parent';

/** The flavours that a workspace begins with, parents first. */
export function selectStarters(
  languages: readonly FlavourLanguage[],
): string[] {
  const isPython = languages.includes('python');
  const isR = languages.includes('r');
  return [
    ...['toolbox', 'minimal'],
    ...(isPython ? ['python'] : []),
    ...(isR ? ['r'] : []),
    ...(isPython && isR ? ['python-r'] : []),
  ];
}
