import type { Engine } from '../engine/engine';
import { BrickyardError } from '../errors';
import { explainPip } from '../volumes/explain-pip';
import { fillVolume, type VolumeFill } from '../volumes/fill-volume';
import type { PipSettings } from '../volumes/pip-script';
import { renderFillScript } from './fill-script';
import { SPARK_TARGET } from './spark-script';

export interface FillPlace
  extends PipSettings, Pick<VolumeFill, 'image' | 'network' | 'signal'> {
  version: string;
}

export function sparkVolume(version: string): string {
  return `brickyard-spark-${version}`;
}

/**
 * Downloads Spark into a volume of the engine, with the Python of an image. It is
 * not part of any image and stays for the next run.
 */
export async function fillSpark(
  engine: Engine,
  place: FillPlace,
): Promise<void> {
  const { image, network, version, signal } = place;
  const volume = { name: sparkVolume(version), target: SPARK_TARGET };
  const script = renderFillScript(version, place);
  const fill = { image, script, network, volume, signal };
  await fillVolume(engine, fill, (result) => {
    const { isWithoutPip, index, text } = explainPip(result);
    const what = `cannot get Apache Spark ${version} (pyspark==${version})`;
    if (isWithoutPip) {
      const message = `${what}: ${image} has neither pip nor virtualenv to download it with`;
      const hint =
        'a cluster needs virtualenv; or run docker-smoke of another flavour first: Spark stays in the engine';
      return new BrickyardError('SPARK_UNAVAILABLE', message, { hint });
    }
    const from = index === undefined ? '' : ` from ${index}`;
    const hint =
      index === undefined
        ? undefined
        : 'the image downloads it with pip, once for each engine: is the index up, and does it have this version? A profile sets another one as mirrors.pip';
    const message = `${what}${from}: ${text}`;
    return new BrickyardError('SPARK_UNAVAILABLE', message, { hint });
  });
}
