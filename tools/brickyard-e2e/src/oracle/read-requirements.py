"""What pip and packaging make of texts, as JSON.

stdin: {"files": [<text of a requirements file>...], "encoded": [<base64>...],
"markers": [<marker>...], "python": "3.12"}. stdout: the same lists, each entry
{"value": ...} or {"error": <message>}, and the options that pip has.
"""

import base64
import json
import re
import sys
import tempfile

from packaging.markers import Marker
from pip._internal.cli import cmdoptions
from pip._internal.req import constructors, req_file
from pip._internal.utils.filetypes import is_archive_file

# Whether a folder is there is another question, and Brickyard asks it elsewhere.
constructors.os.path.isdir = lambda path: not is_archive_file(path)
looks_like_path = constructors._looks_like_path
constructors._looks_like_path = lambda name: looks_like_path(name) and bool(re.fullmatch(r"[\w./~-]+(\[[\w, .-]*\])?", name))
constructors.is_installable_dir = lambda path: True

LINUX = {
    "os_name": "posix",
    "sys_platform": "linux",
    "platform_system": "Linux",
    "platform_machine": "x86_64",
    "platform_python_implementation": "CPython",
    "implementation_name": "cpython",
    "extra": "",
}


# Values that two options share.
LISTS = {"format_control", "release_control"}


def main():
    asked = json.load(sys.stdin)
    environment = {**LINUX, "python_version": asked["python"]}
    json.dump(
        {
            "files": [attempt(read_file, text.encode("utf-8", "surrogatepass")) for text in asked["files"]],
            "encoded": [attempt(req_file._decode_req_file, base64.b64decode(data), "") for data in asked["encoded"]],
            "markers": [attempt(evaluate, text, environment) for text in asked["markers"]],
            "options": list_options(),
        },
        sys.stdout,
    )


def attempt(read, *words):
    try:
        return {"value": read(*words)}
    except Exception as error:
        return {"error": f"{type(error).__name__}: {error}".split("\n")[0]}


def read_file(data):
    # pip adds what a line asks for to the one list that all lines start with.
    cmdoptions.use_new_feature.keywords["default"].clear()
    with tempfile.NamedTemporaryFile(suffix=".txt") as file:
        file.write(data)
        file.flush()
        parser = req_file.RequirementsFileParser(None, req_file.get_line_parser(None))
        return [read_line(line) for line in parser._parse_file(file.name, False)]


def read_line(line):
    options = [name for name in read_options(line.opts) if name != "--editable"]
    if line.requirement is None:
        return {"line": line.lineno, "options": options}
    parsed = req_file.handle_requirement_line(line)
    found = constructors.install_req_from_parsed_requirement(parsed)
    found.match_markers()
    return {
        "line": line.lineno,
        "name": found.req and found.req.name,
        "extras": sorted(found.extras),
        "specifiers": sorted(spec.operator + spec.version for spec in found.req.specifier) if found.req else [],
        "url": found.req.url if found.req and found.req.url else None,
        "isLocation": found.link is not None and not (found.req and found.req.url),
        "isEditable": found.editable,
        "marker": read_tree(found.markers._markers) if found.markers else None,
        "options": options,
    }


def read_options(opts):
    """The long names of the options that a line has."""
    given = {name for name, value in vars(opts).items() if value} - LISTS
    found = [option._long_opts[0] for option in req_file.build_parser().option_list if option.dest in given]
    for control in (opts.format_control, opts.release_control):
        for kind in ("no_binary", "only_binary", "all_releases", "only_final"):
            if getattr(control, kind, None):
                found.append("--" + kind.replace("_", "-"))
    return sorted(found)


def read_tree(markers):
    """The list of packaging as a tree in which "and" binds more tightly."""
    if isinstance(markers, tuple):
        left, operator, right = markers
        return {"left": read_term(left), "operator": str(operator), "right": read_term(right)}
    groups = [[]]
    for each in markers:
        if each == "or":
            groups.append([])
        elif each != "and":
            groups[-1].append(read_tree(each))
    return join("any", [join("all", group) for group in groups])


def join(kind, parts):
    return parts[0] if len(parts) == 1 else {kind: parts}


def read_term(term):
    kind = "variable" if type(term).__name__ == "Variable" else "text"
    return {kind: term.value}


def evaluate(text, environment):
    return Marker(text).evaluate(environment)


def list_options():
    options = []
    for option in req_file.build_parser().option_list:
        names = sorted(option._short_opts + option._long_opts)
        options.append({"names": names, "takesValue": bool(option.takes_value()), "choices": option.choices})
    return options


main()
