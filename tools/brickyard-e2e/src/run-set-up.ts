import { selectLauncher } from './registry-launcher';
import { announceFlavours, forgetFlavours } from './shared-flavours';

/** Once for a run, before its first file: what more than one file takes from here. */
export function setUp(): void {
  // Fetches the registry's program, so that no two workers fetch it at once.
  selectLauncher();
  announceFlavours();
}

export function tearDown(): Promise<void> {
  return forgetFlavours();
}
