import { listBuilderNeeds } from './list-builder-needs';

describe('listBuilderNeeds', () => {
  it.each([
    ['COPY --link a b', ['COPY --link', 10]],
    ['COPY --from=x --parents a b', ['COPY --parents', 26]],
    ['ADD --checksum=sha256:0 https://h/a b', ['ADD --checksum', 12]],
    ['COPY --exclude=a . b', ['COPY --exclude', 25]],
    ['RUN <<EOF\nCOPY --link a b\nEOF', ['a heredoc of RUN', 10]],
    ['ONBUILD COPY <<EOF /a\nEOF', ['a heredoc of COPY', 10]],
    [
      "RUN cat << 'EOF' > f\nEOF",
      ['a heredoc of RUN with a blank after <<', 22],
    ],
  ])('finds what %j needs', (line, [what, buildkit]) => {
    const needs = listBuilderNeeds(`FROM a\n\n${line}\n`);
    expect(needs).toEqual([{ line: 3, what, buildkit }]);
  });

  it.each([
    'FROM a\nCOPY --chmod=1 --chown=1 --from=x a b',
    'FROM a\nRUN --mount=type=cache,target=/c echo $((1<<2)) --link',
    '# syntax=docker/dockerfile:1\nFROM a\nCOPY --link a b',
  ])('finds nothing in %j', (text) => {
    expect(listBuilderNeeds(text)).toEqual([]);
  });
});
