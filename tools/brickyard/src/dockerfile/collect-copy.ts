import { collectSource } from './find-stage';
import { readHeredoc } from './heredoc';
import { contextSources, isRemoteSource } from './normalize-source';
import type { Instruction } from './parsed-dockerfile';
import { resolveWord } from './resolve-word';
import type { StageInputs, StageUse } from './stage-use';

/** What COPY or ADD takes: from a stage, an image, or the build context. */
export function collectCopy(
  use: StageUse,
  { keyword, flags, words, line }: Instruction,
  inputs: StageInputs,
): void {
  const { scope } = use;
  const from = flags.find(({ name }) => name === 'from')?.value;
  if (keyword === 'COPY' && from) {
    const site = { kind: 'copy', part: 'COPY --from', line, scope } as const;
    collectSource(use, from, site, inputs);
    return;
  }
  const sources = words
    .slice(0, -1)
    .filter(({ text }) => readHeredoc(text) === undefined)
    .flatMap((word) => {
      const site = { part: keyword, line, scope };
      const expanded = resolveWord(word, site, inputs);
      return expanded === undefined ? [] : [{ written: word.text, expanded }];
    })
    .filter(({ expanded }) => keyword === 'COPY' || !isRemoteSource(expanded));
  const remote = sources.find(({ expanded }) => isRemoteSource(expanded));
  if (remote !== undefined)
    inputs.report(line, `COPY ${remote.written}: only ADD takes an address`);
  if (sources.length === 0) return;
  const kind = keyword === 'COPY' ? 'copy' : 'add';
  const isDeep = flags.some(({ name }) => name === 'parents');
  const taken = isDeep ? sources.map(aboveStars) : sources;
  use.context.push({ kind, ...contextSources(taken), line });
}

interface Source {
  written: string;
  expanded: string;
}

/** In COPY --parents a `**` is any number of folders, so all of the one above is needed. */
function aboveStars({ written, expanded }: Source): Source {
  const parts = expanded.split('/');
  const stars = parts.findIndex((part) => part.includes('**'));
  if (stars < 0) return { written, expanded };
  return { written, expanded: parts.slice(0, stars).join('/') };
}
