import { IRKERNEL_LIBRARY } from './fill-irkernel';
import { JUPYTER_SITE } from './fill-jupyter';

/**
 * For an image without ipykernel: it and what it needs are found in the volume,
 * behind all that the image has. Whoever lists the packages sees those of the image;
 * a package of the volume is told only to who asks for it by its name, as
 * prompt_toolkit does for its own version.
 */
export const hiddenKernel = `
import importlib.metadata as metadata
import sys
from importlib.abc import MetaPathFinder
from importlib.machinery import PathFinder

class Behind(MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        return PathFinder.find_spec(name, ["${JUPYTER_SITE}"], target) if path is None else None

    def find_distributions(self, context=metadata.DistributionFinder.Context()):
        if context.name is None:
            return iter(())
        asked = metadata.DistributionFinder.Context(name=context.name, path=["${JUPYTER_SITE}"])
        return metadata.MetadataPathFinder.find_distributions(asked)

sys.meta_path.append(Behind())
# The folder of this file, which is no place to import from.
del sys.path[0]
from ipykernel import kernelapp
kernelapp.launch_new_instance()
`;

/**
 * R's kernel. Libraries of the image come first, and the volume is none of them: a
 * notebook sees, lists and loads what the image has. Programs that R starts find the
 * libraries that they would find on a cluster.
 */
export const rKernel = `
local({
  volume <- "${IRKERNEL_LIBRARY}"
  loadNamespace("IRkernel", lib.loc = c(.libPaths(), volume))
  folders <- strsplit(Sys.getenv("LD_LIBRARY_PATH"), ":", fixed = TRUE)[[1]]
  folders <- folders[!startsWith(folders, Sys.getenv("BRICKYARD_ZMQ"))]
  if (length(folders) > 0) Sys.setenv(LD_LIBRARY_PATH = paste(folders, collapse = ":"))
  else Sys.unsetenv("LD_LIBRARY_PATH")
  Sys.unsetenv("BRICKYARD_ZMQ")
})
IRkernel::main()
`;
