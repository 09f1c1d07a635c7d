import { redact } from '../../../brickyard/src/redact/redact';
import { readSpecTexts } from '../collect-seeds';
import { judgeText } from '../judge';
import type { Target } from '../target';

/** Any text that is printed. */
export const redaction: Target = {
  name: 'redaction',
  listSeeds: () => readSpecTexts('redact'),
  tokens: [
    ...[
      'https://',
      '//',
      'ann:',
      'pw',
      '@',
      'h.test',
      '/',
      '?sig=',
      '&',
      '=',
      ':',
    ],
    ...[
      'token',
      'password: "',
      'Authorization: ',
      'Bearer ',
      'eyJ',
      '.',
      '-',
      'A',
    ],
    ...[
      '-----BEGIN ',
      'PRIVATE KEY-----',
      'ghp_',
      'AKIA',
      ' ',
      '\n',
      '"',
      "'",
      'a',
    ],
  ],
  check: (input) => {
    const text = input.toString();
    judgeText(text, redact(text, ['pw-of-mine']));
  },
};
