import { rowMark } from '../rows/row';
import { shellRows } from '../rows/write-rows';
import { PYTHON } from './entry-script';
import { SPARK_TARGET } from './spark-script';

export interface FillRequest {
  version: string;
  /** Replaces the image's own setting. */
  index?: string;
  /** PEM, including the public roots. */
  certificates?: string;
}

/**
 * Unpacks PySpark's source distribution into the volume. It is a Spark with
 * everything but R. It appears there whole or not at all. pip checks the digest
 * that its index gives. An image without pip uses the one of virtualenv.
 */
export function renderFillScript(request: FillRequest): string {
  const { version, index, certificates } = request;
  return `${shellRows(rowMark)}
set -eu
part="$(mktemp -d ${SPARK_TARGET}/part-XXXXXX)"
trap 'rm -rf "$part"' EXIT
export TMPDIR="$part"
${certificates === undefined ? '' : trust(certificates)}
${index === undefined ? '' : `export PIP_INDEX_URL=${quote(index)}`}
python=${PYTHON}
if ! "$python" -m pip --version > /dev/null 2>&1 < /dev/null; then
  if ! command -v virtualenv > /dev/null; then
    row pip-missing
    exit 1
  fi
  virtualenv --quiet --python "$python" "$part/pip" < /dev/null
  python="$part/pip/bin/python3"
fi
if ! "$python" -m pip download --quiet --disable-pip-version-check --no-cache-dir \\
  --retries 2 --no-deps --no-binary pyspark --dest "$part/download" \\
  pyspark==${version} < /dev/null
then
  set -- $("$python" -m pip config get global.index-url 2> /dev/null < /dev/null || true)
  row fact index 0 "\${PIP_INDEX_URL:-\${1:-the index of pip}}"
  exit 1
fi
tar -xzf "$part/download/pyspark-${version}.tar.gz" -C "$part"
mkdir -p "$part/spark/python"
mv "$part/pyspark-${version}/deps/jars" "$part/pyspark-${version}/deps/bin" "$part/spark"
mv "$part/pyspark-${version}/pyspark" "$part/pyspark-${version}/lib" "$part/spark/python"
mv -T "$part/spark" ${SPARK_TARGET}/${version} || [ -e ${SPARK_TARGET}/${version} ]
`;
}

function trust(certificates: string): string {
  return `cat > "$part/certificates.pem" <<'BRICKYARD_END'
${certificates.trimEnd()}
BRICKYARD_END
export PIP_CERT="$part/certificates.pem"`;
}

function quote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
