import { Readable } from 'node:stream';

import { openOutlet } from '../outlet/outlet';
import { askLines } from './ask-lines';

/** What a person types, and what is asked. */
async function ask(...typed: string[]) {
  let said = '';
  const stderr = openOutlet({ write: (text) => void (said += text) });
  const questions = {
    host: () => ({
      ...{ text: 'Which host?', fallback: 'docker.io' },
      check: (answer: string) => (answer === 'bad' ? 'not that' : undefined),
    }),
    path: ({ host }: { host: string }) => ({
      ...{ text: `Which path at ${host}?`, fallback: 'images' },
      check: () => undefined,
    }),
  };
  const input = Readable.from(typed);
  const answers = await askLines(questions, { input, stderr }).catch(
    (error: unknown) => error,
  );
  return { answers, said };
}

describe('askLines', () => {
  it('takes what is typed, and what is suggested for an empty line', async () => {
    const { answers, said } = await ask('team.example\n', '\n');
    expect(answers).toEqual({ host: 'team.example', path: 'images' });
    expect(said).toBe(
      'Which host? [docker.io] Which path at team.example? [images] ',
    );
  });

  it('asks again after what cannot be', async () => {
    const { answers, said } = await ask('bad\nok\n x \n');
    expect(answers).toEqual({ host: 'ok', path: 'x' });
    expect(said).toContain('[docker.io] not that\nWhich host? [docker.io] ');
  });

  it('ends where nobody answers any more', async () => {
    const { answers } = await ask('one\n');
    expect(answers).toMatchObject({ code: 'INTERRUPTED' });
  });
});
