import { quote } from '../rows/quote';

export interface PipSettings {
  /** Replaces the image's own setting. */
  index?: string;
  /** PEM, including the public roots. */
  certificates?: string;
}

/** Of the row that says that the image has nothing to download with. */
export const noPip = 'pip-missing';

/**
 * Shell text after `row` and `$part`, an empty folder: `$python -m pip` is the pip of
 * the environment `python`, or of virtualenv where that has none.
 */
export function renderPip(
  python: string,
  { index, certificates }: PipSettings,
): string {
  return `export TMPDIR="$part"
${certificates === undefined ? '' : trust(certificates)}
${index === undefined ? '' : `export PIP_INDEX_URL=${quote(index)}`}
python=${python}
if ! "$python" -m pip --version > /dev/null 2>&1 < /dev/null; then
  if ! command -v virtualenv > /dev/null; then
    row ${noPip}
    exit 1
  fi
  virtualenv --quiet --python "$python" "$part/pip" < /dev/null
  python="$part/pip/bin/python3"
fi
tell_index() {
  set -- $("$python" -m pip config get global.index-url 2> /dev/null < /dev/null || true)
  row fact index 0 "\${PIP_INDEX_URL:-\${1:-the index of pip}}"
}
`;
}

function trust(certificates: string): string {
  return `cat > "$part/certificates.pem" <<'BRICKYARD_END'
${certificates.trimEnd()}
BRICKYARD_END
export PIP_CERT="$part/certificates.pem"`;
}
