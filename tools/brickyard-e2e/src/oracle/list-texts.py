"""Every text in the Python files of a folder, as JSON, each once."""

import ast
import json
import pathlib
import sys

texts = {
    node.value
    for file in sorted(pathlib.Path(sys.argv[1]).glob("**/*.py"))
    for node in ast.walk(ast.parse(file.read_text()))
    if isinstance(node, ast.Constant) and isinstance(node.value, str)
}
json.dump(sorted(texts), sys.stdout)
