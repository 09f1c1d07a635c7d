/** This machine lacks what a test asks; the message says what to install. */
export class MissingTool extends Error {
  override readonly name = 'MissingTool';
}
