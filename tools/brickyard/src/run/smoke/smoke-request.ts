import type { TestRequest } from '../test/image-tests-request';

export interface SmokeImagesRequest extends TestRequest {
  /** Seconds for the checks with Spark, of each image. */
  timeout: number;
}
