import type { KeyedImage } from '../../plan/key-images';
import { downloadWay } from '../build/download-way';
import { nameInEngine } from '../names/name-in-engine';
import {
  type Smoked,
  type SmokeRecord,
  smokeRecords,
} from '../records/smoke-record';
import type { Reporter } from '../shell/reporter';
import type { Services } from '../shell/services';
import type { SmokeImagesRequest } from './smoke-request';

/** An image to try, and a pass of it where one is known. */
export interface SmokeTask {
  image: KeyedImage;
  wanted: Smoked;
  pass: SmokeRecord | undefined;
}

/** Whether Spark runs in an image. */
export interface SmokedImage {
  record: SmokeRecord;
  /** Nothing was run: the record is an earlier one. */
  reused: boolean;
  seconds: number;
}

interface Smoking {
  request: SmokeImagesRequest;
  services: Services;
  reporter: Reporter;
}

/** Tries Spark in an image unless a pass is known, and writes down the result. */
export async function smokeImage(
  { image, wanted, pass }: SmokeTask,
  { request, services, reporter }: Smoking,
): Promise<SmokedImage> {
  if (pass !== undefined) return { record: pass, reused: true, seconds: 0 };
  const { workspace, timeout, signal } = request;
  const { id, flavour, runtime } = image;
  const started = performance.now();
  reporter.status(id, 'Apache Spark');
  // Its checks need not be loaded to say that nothing has changed.
  const { runChecks } = await import('../../smoke/run-checks');
  const result = await runChecks(services.engine, {
    image: await nameInEngine(image, workspace, services),
    runtime,
    languages: flavour.definition.languages ?? [],
    download: downloadWay(workspace),
    timeout,
    onDownload: (version) =>
      reporter.line(
        id,
        `downloads Apache Spark ${version}, once for this engine`,
      ),
    signal,
  });
  const named = { flavour: flavour.name, runtime: runtime.name };
  const record = { ...named, ...wanted, ...result };
  smokeRecords.write(image, record, workspace.root);
  const seconds = (performance.now() - started) / 1000;
  return { record, reused: false, seconds };
}
