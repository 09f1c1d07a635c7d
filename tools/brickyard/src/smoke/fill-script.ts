import { rowMark } from '../rows/row';
import { shellRows } from '../rows/write-rows';
import { PYTHON } from '../runtime/notebook-python';
import { type PipSettings, renderPip } from '../volumes/pip-script';
import { SPARK_TARGET } from './spark-script';

/**
 * Unpacks PySpark's source distribution into the volume. It is a Spark with
 * everything but R. It appears there whole or not at all. pip checks the digest
 * that its index gives. An image without pip uses the one of virtualenv.
 */
export function renderFillScript(version: string, pip: PipSettings): string {
  return `${shellRows(rowMark)}
set -eu
part="$(mktemp -d ${SPARK_TARGET}/part-XXXXXX)"
trap 'rm -rf "$part"' EXIT
${renderPip(PYTHON, pip)}
if ! "$python" -m pip download --quiet --disable-pip-version-check --no-cache-dir \\
  --retries 2 --no-deps --no-binary pyspark --dest "$part/download" \\
  pyspark==${version} < /dev/null
then
  tell_index
  exit 1
fi
tar -xzf "$part/download/pyspark-${version}.tar.gz" -C "$part"
mkdir -p "$part/spark/python"
mv "$part/pyspark-${version}/deps/jars" "$part/pyspark-${version}/deps/bin" "$part/spark"
mv "$part/pyspark-${version}/pyspark" "$part/pyspark-${version}/lib" "$part/spark/python"
mv -T "$part/spark" ${SPARK_TARGET}/${version} || [ -e ${SPARK_TARGET}/${version} ]
`;
}
