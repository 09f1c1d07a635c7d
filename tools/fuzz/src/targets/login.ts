import {
  parseDockerConfig,
  parseLogin,
  selectHelper,
} from '../../../brickyard/src/registry/auth/docker-config';
import { hostOfKey } from '../../../brickyard/src/registry/auth/login-key';
import { loginTable } from '../../../brickyard-e2e/src/config-files/login-cases';
import { readSpecTexts } from '../collect-seeds';
import { decode } from '../decode';
import { attempt } from '../judge';
import { PLANTED } from '../mutate';
import type { Target } from '../target';

const planted = Buffer.from(`ann:${PLANTED}`).toString('base64');

/** Docker's config.json. */
export const login: Target = {
  name: 'login',
  listSeeds: () => [
    ...loginTable.map(({ file }) => file),
    ...readSpecTexts('registry/auth'),
    JSON.stringify({ auths: { 'h.test': { auth: planted } } }),
  ],
  tokens: [
    ...[
      '{"auths": {',
      '"h.test": ',
      '{"auth": "YTpi"}',
      '}',
      '{',
      '[',
      ']',
      ',',
    ],
    ...[
      '"credHelpers": ',
      '"credsStore": ',
      'null',
      '"',
      ':',
      '"registrytoken"',
    ],
    ...['https://', '/v1/', ':5000', '[::1]', '%zz', `"${planted}"`, '\\u0000'],
    ...['"username"', '"password"', '5', 'true', ' ', '\n', '"identitytoken"'],
  ],
  check: (input) => {
    const text = decode(input);
    if (text === undefined) return;
    const config = attempt(text, () => parseDockerConfig(text, 'f'));
    if (config === undefined) return;
    for (const registry of ['docker.io', 'h.test', '127.0.0.1:5000']) {
      attempt(text, () => selectHelper(config, registry, 'f'));
      attempt(text, () => parseLogin(config, registry, 'f'));
    }
    for (const key of Object.keys(config.auths)) hostOfKey(key);
  },
};
