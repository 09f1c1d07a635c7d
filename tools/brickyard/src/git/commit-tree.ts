import type { Git } from './git';

const bot = { name: 'brickyard', mail: 'brickyard@bot.invalid' };

export interface NewCommit {
  tree: string;
  parent?: string;
  message: string;
  /** `Name <mail>`. When left out: git's configured author, else a bot. */
  author?: string;
}

/** Writes a commit that is on no branch yet. Resolves to its id. */
export async function commitTree(git: Git, commit: NewCommit): Promise<string> {
  const { tree, parent, message, author } = commit;
  const env = await identify(git, author);
  const parents = parent === undefined ? [] : ['-p', parent];
  const args = ['commit-tree', tree, ...parents, '-F', '-'];
  return git.text(args, { input: message, env });
}

async function identify(
  git: Git,
  author: string | undefined,
): Promise<Record<string, string>> {
  if (author !== undefined) return identityOf(parseAuthor(author) ?? bot);
  // Otherwise git invents a mail address from the names of user and machine.
  const strict = ['-c', 'user.useConfigOnly=true', 'var'];
  const known = await Promise.all(
    ['GIT_AUTHOR_IDENT', 'GIT_COMMITTER_IDENT'].map((name) =>
      git.run([...strict, name]),
    ),
  );
  return known.every(({ code }) => code === 0) ? {} : identityOf(bot);
}

/** `Ada <ada@example.org>`; `undefined` for anything else. */
export function parseAuthor(
  text: string,
): { name: string; mail: string } | undefined {
  const [, name, mail] = /^([^<>\n]+?) <([^<>\s]+@[^<>\s]+)>$/.exec(text) ?? [];
  return name && mail ? { name, mail } : undefined;
}

function identityOf({ name, mail }: { name: string; mail: string }) {
  return {
    GIT_AUTHOR_NAME: name,
    GIT_AUTHOR_EMAIL: mail,
    GIT_COMMITTER_NAME: name,
    GIT_COMMITTER_EMAIL: mail,
  };
}
