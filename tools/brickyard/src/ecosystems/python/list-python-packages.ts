import { rowMark } from '../../rows/row';
import { pythonRows } from '../../rows/write-rows';

/**
 * Reads the metadata files itself, since importlib.metadata needs more of the
 * standard library than Debian's python3-minimal has. It reads only folders of
 * the environment itself: one that sees the system's packages does not own them.
 */
export const listPythonPackages = String.raw`
import os, re, site, sys, sysconfig
${pythonRows(rowMark)}
def read_fields(file, sign):
    fields = {}
    with open(file, encoding="utf-8", errors="replace") as lines:
        for line in lines:
            if not line.strip():
                break
            key, _, value = line.partition(sign)
            fields.setdefault(key.strip(), value.strip())
    return fields

def requirements_of(file):
    with open(file, encoding="utf-8", errors="replace") as lines:
        for line in lines:
            if not line.strip():
                break
            if line.lower().startswith("requires-dist:") and not re.search("; *extra *== *[^ ]+ *$", line):
                yield line.partition(":")[2].strip()

def size_of(folder, path):
    # Use the sizes in RECORD. Looking up each file would double the time.
    size = 0
    try:
        with open(os.path.join(path, "RECORD"), encoding="utf-8", errors="replace") as lines:
            for line in lines:
                file, _, told = line.rpartition(",")
                told = told.strip()
                size += int(told) if told.isdigit() else size_there(os.path.join(folder, file.rpartition(",")[0].strip("\"")))
    except OSError:
        return "-"
    return size

def size_there(file):
    try:
        return os.lstat(file).st_size
    except OSError:
        return 0

def metadata_file(path):
    if path.endswith(".dist-info"):
        return os.path.join(path, "METADATA")
    if path.endswith(".egg-info"):
        return os.path.join(path, "PKG-INFO") if os.path.isdir(path) else path

def find_pip():
    # Starting pip would take longer than this whole script.
    file = os.path.join(sys.prefix, "bin", "pip")
    try:
        with open(file, "rb") as script:
            line = script.readline().decode().strip()
        interpreter = line[2:].split() if line.startswith("#!") else []
        if os.access(file, os.X_OK) and interpreter and os.access(interpreter[0], os.X_OK):
            import pip
            return pip.__version__
    except Exception:
        pass
    return "-"

def sees_system():
    if sys.prefix == sys.base_prefix:
        return True
    settings = read_fields(os.path.join(sys.prefix, "pyvenv.cfg"), "=")
    return settings.get("include-system-site-packages", "").lower() == "true"

def distributions(folders):
    for folder in folders:
        for name in sorted(os.listdir(folder)):
            path = os.path.join(folder, name)
            file = metadata_file(path)
            if file and os.path.isfile(file):
                yield folder, path, file, read_fields(file, ":")

def normal(name):
    return re.sub("[-_.]+", "-", name).lower()

# The same as pip check, without starting pip.
def check_requirements(own, seen):
    try:
        from pip._vendor.packaging.requirements import Requirement
    except ImportError:
        from packaging.requirements import Requirement
    versions = {}
    for folder, path, file, fields in seen:
        versions.setdefault(normal(fields.get("Name", "")), fields.get("Version", ""))
    for folder, path, file, fields in own:
        for text in requirements_of(file):
            try:
                wanted = Requirement(text)
                if wanted.marker and not wanted.marker.evaluate({"extra": ""}):
                    continue
                found = versions.get(normal(wanted.name))
                if found and wanted.specifier.contains(found, prereleases=True):
                    continue
            except Exception:
                continue
            row("python-unmet", sys.prefix, "{} {} asks for {}{}, and finds {}".format(
                fields.get("Name", ""), fields.get("Version", ""), wanted.name, wanted.specifier, found or "none"))
    row("python-checked", sys.prefix)

def real(folders):
    return list(dict.fromkeys(os.path.realpath(folder) for folder in folders if os.path.isdir(folder)))

folders = [sysconfig.get_path("purelib"), sysconfig.get_path("platlib")] + site.getsitepackages()
if sys.prefix != sys.base_prefix:
    folders = [folder for folder in folders if folder.startswith(sys.prefix + os.sep)]
row("python", sys.prefix, sys.version.split()[0])
row("python-details", sys.prefix, sys.version_info.releaselevel, find_pip(), int(sees_system()))
folders = real(folders)
own = list(distributions(folders))
for folder, path, file, fields in own:
    row("python-package", sys.prefix, fields.get("Name", ""), fields.get("Version", ""), size_of(folder, path))
try:
    others = [folder for folder in real(sys.path) if folder not in folders]
    check_requirements(own, own + list(distributions(others)))
except Exception:
    pass
row("answered", "Python packages", sys.argv[1])
`;
