import type { ContainerResult, Engine } from '../engine/engine';
import { BrickyardError } from '../errors';
import { parseRows, rowMark } from '../rows/row';
import { rRows } from '../rows/write-rows';
import { fillVolume } from '../volumes/fill-volume';
import { type FillWay, JUPYTER_SITE, JUPYTER_TARGET } from './fill-jupyter';
import { shortDigest } from './jupyter-lock';

/** Where containers see the volume. */
export const IRKERNEL_TARGET = '/mnt/brickyard-irkernel';
/** In it: IRkernel and all that it needs beside R itself. */
export const IRKERNEL_LIBRARY = `${IRKERNEL_TARGET}/library`;

/** R that packages are built for, and a system that their binaries are of. */
export interface RPlace {
  /** `4.4.2` */
  r: string;
  codename: string;
}

export interface IrkernelFill extends FillWay {
  place: RPlace;
  /** Of R packages; the one that R of the image names when left out. */
  repository?: string;
  /** JupyterLab's, which has libzmq. */
  jupyterVolume: string;
}

/** Packages of R 4.4.2 serve every R 4.4. */
export function irkernelVolume({ r, codename }: RPlace): string {
  const minor = r.split('.').slice(0, 2).join('.');
  return `brickyard-irkernel-r${minor}-${codename}-amd64-${shortDigest(installScript)}`;
}

/**
 * Installs R's kernel into its volume, with the R of an image. Rejects
 * NOTEBOOK_UNAVAILABLE where the repository does not have it, or where it has to be
 * compiled and cannot be.
 */
export async function fillIrkernel(
  engine: Engine,
  fill: IrkernelFill,
): Promise<void> {
  const { image, network, signal, place, repository = '' } = fill;
  const request = {
    ...{ image, network, signal },
    script: renderFillScript(repository),
    volume: { name: irkernelVolume(place), target: IRKERNEL_TARGET },
    volumes: [{ name: fill.jupyterVolume, target: JUPYTER_TARGET }],
  };
  await fillVolume(engine, request, explain);
}

function explain({ stdout, stderr }: ContainerResult): BrickyardError {
  const rows = parseRows(stdout, rowMark);
  const told = rows.find(({ kind }) => kind === 'r-failed')?.fields[0];
  const why = told ?? stderr.trim().split('\n').at(-1) ?? 'R said nothing';
  return new BrickyardError('NOTEBOOK_UNAVAILABLE', why, {
    hint: 'R of the image installs IRkernel once for each engine, from the dated repository of the line, mirrors.cran of the profile, or the one that R names: it needs binaries for this system, or compilers in the image',
  });
}

/** libzmq is the one that the wheel of pyzmq brings, with what it needs itself. */
const linkLibzmq = `mkdir "$part/zmq"
ln -s ${JUPYTER_SITE}/pyzmq.libs/* "$part/zmq/"
ln -s ${JUPYTER_SITE}/pyzmq.libs/libzmq-*.so.* "$part/zmq/libzmq.so.5"`;

/** All but R's base packages: another image of this R may lack the recommended ones. */
const installScript = String.raw`
fail <- function(...) {
  row("r-failed", paste0(...))
  quit(status = 1)
}
options(warn = 1, timeout = 600, HTTPUserAgent = sprintf("R/%s R (%s)", getRversion(), paste(
  getRversion(), R.version$platform, R.version$arch, R.version$os
)))
given <- Sys.getenv("BRICKYARD_CRAN")
if (nzchar(given)) options(repos = c(CRAN = given))
if (grepl("^[a-z]+://(localhost|127[.])", given)) {
  Sys.setenv(no_proxy = paste(c("127.0.0.1,localhost", Sys.getenv("no_proxy")), collapse = ","))
}
where <- paste(getOption("repos"), collapse = ", ")
available <- tryCatch(suppressWarnings(available.packages()), error = function(e) fail(conditionMessage(e)))
if (nrow(available) == 0) fail(where, " has no index of R packages, or does not answer")
if (!"IRkernel" %in% rownames(available)) fail(where, " has no IRkernel")
needed <- tools::package_dependencies(
  "IRkernel", available, c("Depends", "Imports", "LinkingTo"), recursive = TRUE
)[[1]]
needed <- setdiff(c("IRkernel", needed), rownames(installed.packages(priority = "base")))
absent <- setdiff(needed, rownames(available))
if (length(absent) > 0) fail(where, " has no ", paste(absent, collapse = ", "))
library <- file.path(Sys.getenv("TMPDIR"), "library")
dir.create(library)
install.packages(needed, lib = library, dependencies = FALSE, quiet = TRUE)
absent <- setdiff(needed, rownames(installed.packages(library)))
if (length(absent) > 0) fail(paste(absent, collapse = ", "), " of ", where, " could not be installed")
tryCatch(
  loadNamespace("IRkernel", lib.loc = c(library, .libPaths())),
  error = function(e) fail("IRkernel does not load: ", conditionMessage(e))
)
`;

function renderFillScript(repository: string): string {
  return `set -eu
part="$(mktemp -d ${IRKERNEL_TARGET}/part-XXXXXX)"
trap 'rm -rf "$part"' EXIT
${linkLibzmq}
cat > "$part/install.R" <<'BRICKYARD_END'
${rRows(rowMark)}
${installScript}
BRICKYARD_END
TMPDIR="$part" BRICKYARD_CRAN='${repository.replaceAll("'", '%27')}' \\
  LD_LIBRARY_PATH="$part/zmq\${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}" \\
  R --no-save --no-restore --slave -f "$part/install.R" < /dev/null
mv -T "$part/library" ${IRKERNEL_LIBRARY} || [ -e ${IRKERNEL_LIBRARY} ]
`;
}
