"""usage: collect-r-changes.py <older> <newer> <lock> <output>

Makes r-changes.json: changes of the lock of packages/r, with the versions and sizes
that two releases of Debian have of each package. <older> and <newer> are what
`apt-cache dumpavail` prints of them. A .deb of an R package is as large as its files
are in a compressed layer: 34.8 MB and 34.6 MB for those of packages/r.
"""

import json
import pathlib
import re
import sys

older, newer, lock, output = map(pathlib.Path, sys.argv[1:])
# As base R and r-recommended bring them.
OWN = set(
    "boot class cluster codetools foreign kernsmooth lattice mass matrix mgcv nlme nnet rpart spatial survival".split()
)
ADDED = (
    "rcpparmadillo gridextra ranger glmnet lme4 rcpp timedate bslib xtable zoo plyr "
    "backports randomforest reshape2 iterators shape png xts rappdirs"
)
CASCADES = "rmarkdown shiny forecast caret testthat reticulate broom quantmod devtools recipes"
# Bytes for each kilobyte that Debian says is installed: it rounds each file up, and
# counts those that an image leaves out. Those of packages/r have 49.8 MB.
ROUNDED = 844
LARGE = 1_000_000


def read(file):
    """Version, bytes, bytes of its files, and needs, by name without r-cran-."""
    found = {}
    for text in file.read_text(errors="replace").split("\n\n"):
        fields = dict(re.findall(r"(?m)^([A-Za-z-]+): (.*)$", text))
        name = fields.get("Package", "")
        if name.startswith("r-cran-"):
            needs = set(re.findall(r"\br-cran-([a-z0-9.]+)", fields.get("Depends", ""))) - OWN
            found[name[7:]] = (fields["Version"], int(fields["Size"]), round(int(fields["Installed-Size"]) * ROUNDED), needs)
    return found


def with_needs(name, packages):
    names, left = set(), {name}
    while left:
        names |= left
        left = {need for one in left for need in packages[one][3] if need in packages} - names
    return names


def kind_of(package):
    return "large" if package[2] >= LARGE else "small"


def main():
    before, after = read(older), read(newer)
    rows = [line.split()[0].lower() for line in lock.read_text().splitlines() if line and line[0] != "#"]
    base = {name: before[name] for name in rows if name in before}
    changes = []
    for name in ADDED.split():
        changes.append((kind_of(before[name]), f"+ {name}", {}, {name: before[name]}))
    for name in CASCADES.split():
        names = with_needs(name, before) - set(base)
        changes.append(("cascade", f"+ {name}", {}, {each: before[each] for each in names}))
    moved = {name: after[name] for name in base if name in after and after[name][0] != before[name][0]}
    for name in sorted(moved, key=lambda name: -moved[name][1])[::2]:
        kind = kind_of(max(before[name], moved[name], key=lambda each: each[2]))
        changes.append((kind, f"{name} {moved[name][0]}", {}, {name: moved[name]}))
    changes.append(("refresh", newer.name, {}, moved))
    write(base, changes)


def write(base, changes):
    sizes, installed = {}, {}
    for packages in [base, *(delta for change in changes for delta in change[2:])]:
        sizes.update({f"{name}=={each[0]}": each[1] for name, each in packages.items()})
        installed.update({f"{name}=={each[0]}": each[2] for name, each in packages.items()})
    data = {
        "pinned": [],
        "base": versions(base),
        "bytes": dict(sorted(sizes.items())),
        "installed": dict(sorted(installed.items())),
        "changes": [
            {"kind": kind, "title": title, "before": versions(first), "after": versions(then)}
            for kind, title, first, then in changes
        ],
    }
    output.write_text(json.dumps(data, indent=2) + "\n")


def versions(packages):
    return {name: each[0] for name, each in sorted(packages.items())}


main()
