"""usage: collect-changes.py <uv> <folder with requirements.txt and lock.txt> <pins.txt> <output>

Makes python-changes.json: real changes of the lock of packages/python, each resolved by uv
as `nx lock` does it, with what the index says of the size of each wheel. To be run
again only for another list: an index forgets versions.
"""

import json
import pathlib
import re
import subprocess
import sys
import tomllib

uv, folder, pins_file, output = sys.argv[1:]
here = pathlib.Path(folder)
PYTHON = "3.11"
BUMPS = {
    "large": (
        "scipy==1.17.0 scipy==1.16.3 scipy==1.16.1 scipy==1.15.3 scikit-learn==1.6.0 scikit-learn==1.5.2 "
        "plotly==5.24.0 plotly==5.23.0 statsmodels==0.14.5 statsmodels==0.14.4 pillow==12.2.0 pillow==11.3.0"
    ),
    "small": "tenacity==9.1.2 openpyxl==3.1.4 certifi==2026.7.22 idna==3.10 joblib==1.5.3 click==8.2.1 seaborn==0.13.1",
}
ADDED = {
    "large": "lightgbm polars duckdb onnxruntime xgboost-cpu",
    "small": "humanize tabulate xlsxwriter holidays pyodbc pyyaml",
    "cascade": "mlflow-skinny boto3 dash fastapi geopandas optuna bokeh",
}
REFRESHES = "2026-06-01 2026-07-01 2026-08-01 2026-08-15 2026-09-01 2026-09-15 2026-10-01 2026-10-20 2026-11-10"
PINS = "pandas==2.2.2 numpy==2.0.2 pyarrow==18.1.0 matplotlib==3.9.4 debugpy==1.8.9"


def compile(asked, pins, *options, seed=None):
    (here / "out.txt").write_text(seed or "")
    (here / "pins.txt").write_text("".join(f"{pin}\n" for pin in pins))
    (here / "asked.txt").write_text(asked)
    words = [uv, "pip", "compile", "-q", "--no-header", "--no-annotate", "--only-binary", ":all:"]
    words += ["--python-version", PYTHON, "-c", "pins.txt", "asked.txt", "-o", "out.txt", *options]
    subprocess.run(words, cwd=here, check=True)
    return dict(re.findall(r"(?m)^([\w.-]+)(?:\[.*\])?==(\S+)", (here / "out.txt").read_text()))


def to_text(lock):
    return "".join(f"{name}=={version}\n" for name, version in lock.items())


def weigh(lock):
    """Bytes of the wheel that is installed, for each package."""
    (here / "weigh.txt").write_text(to_text(lock))
    words = [uv, "pip", "compile", "-q", "--no-deps", "--python-version", PYTHON, "--format", "pylock.toml"]
    subprocess.run([*words, "weigh.txt", "-o", "pylock.toml"], cwd=here, check=True)
    entries = tomllib.loads((here / "pylock.toml").read_text())["packages"]
    return {each["name"]: pick(each["wheels"]) for each in entries}


def pick(wheels):
    """Of this Python's own wheel, one for any later Python, and one for every system."""
    own = PYTHON.replace(".", "")
    for tag in (f"-cp{own}-cp{own}-manylinux.*x86_64", "-abi3-manylinux.*x86_64", "-none-manylinux.*x86_64", "-none-any"):
        fits = [each["size"] for each in wheels if re.search(tag, each["url"])]
        if fits:
            return fits[0]
    raise SystemExit(f"no wheel: {wheels[0]['url'].rsplit('/')[-1]}")


def find_compiled(lock):
    """Names of packages of which the index has more files than a wheel and the sources."""
    (here / "weigh.txt").write_text(to_text(lock))
    words = [uv, "pip", "compile", "-q", "--no-deps", "--no-annotate", "--python-version", PYTHON, "--generate-hashes"]
    subprocess.run([*words, "weigh.txt", "-o", "hashes.txt"], cwd=here, check=True)
    entries = re.split(r"(?m)^(?=\w)", (here / "hashes.txt").read_text())
    return {entry.split("==")[0] for entry in entries if entry.count("--hash=") > 2}


def main():
    asked = (here / "requirements.txt").read_text()
    loose = asked.replace("==1.6.1", "").replace("~=5.24", "").replace("~=0.14.4", "").replace("~=0.13.2", "")
    pins = pathlib.Path(pins_file).read_text().split()
    base = compile(asked, pins, seed=(here / "lock.txt").read_text())
    seed = to_text(base)
    found = []
    for kind, text in BUMPS.items():
        for spec in text.split():
            found.append((kind, spec, compile(loose + f"\n{spec}\n", pins, seed=seed), base))
    for kind, text in ADDED.items():
        for name in text.split():
            found.append((kind, f"+ {name}", base, compile(asked + f"\n{name}\n", pins, seed=seed)))
    states = [compile(asked, pins, "--exclude-newer", day) for day in REFRESHES.split()]
    for at in range(1, len(states)):
        found.append(("refresh", REFRESHES.split()[at], states[at - 1], states[at]))
    for spec in PINS.split():
        name = spec.split("==")[0]
        others = [pin for pin in pins if not pin.startswith(name + "==")] + [spec]
        found.append(("pins", spec, compile(loose, others, seed=seed), base))
    write(pins, base, found)


def write(pins, base, found):
    sizes, compiled = {}, set()
    locks = [base] + [lock for change in found for lock in change[2:]]
    for lock in locks:
        missing = {name: version for name, version in lock.items() if f"{name}=={version}" not in sizes}
        if missing:
            sizes.update({f"{name}=={missing[name]}": size for name, size in weigh(missing).items()})
            compiled |= find_compiled(missing)
    changes = [
        {"kind": kind, "title": title, "before": delta(base, before), "after": delta(base, after)}
        for kind, title, before, after in found
        if before != after
    ]
    pinned = sorted({pin.split("==")[0] for pin in pins} & set(base))
    data = {"pinned": pinned, "compiled": sorted(compiled), "base": base}
    data |= {"bytes": dict(sorted(sizes.items())), "changes": changes}
    pathlib.Path(output).write_text(json.dumps(data, indent=1) + "\n")


def delta(base, lock):
    """What differs from the base; null for a package that is not there."""
    names = sorted(set(base) | set(lock))
    return {name: lock.get(name) for name in names if base.get(name) != lock.get(name)}


main()
