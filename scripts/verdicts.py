"""
Verdicts of Python's jsonschema, for the test that every tool agrees on what is valid.

Reads a JSON list of {"format", "notation", "text"} from standard input, and writes a list of {"authoring", "codegen"}: whether
all documents of the text are valid against either form of the format's schema. The folder of the schemas is the first argument.
"""
import json
import re
import sys
import warnings

import yaml

warnings.filterwarnings("ignore", category=DeprecationWarning)
import jsonschema  # noqa: E402


class CoreLoader(yaml.SafeLoader):
    """Reads plain words as YAML 1.2 does, where `on` is a word and `1e-3` a number."""


CoreLoader.yaml_implicit_resolvers = {}
for tag, pattern, first in (
    ("bool", r"^(?:true|True|TRUE|false|False|FALSE)$", "tTfF"),
    ("null", r"^(?:~|null|Null|NULL|)$", ["~", "n", "N", ""]),
    ("int", r"^(?:[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+)$", "-+0123456789"),
    (
        "float",
        r"^(?:[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$",
        "-+.0123456789",
    ),
    ("merge", r"^<<$", "<"),
):
    CoreLoader.add_implicit_resolver("tag:yaml.org,2002:" + tag, re.compile(pattern), list(first))

# YAML 1.1 counts in base 8 from a leading zero on, and in base 60 with colons.
CoreLoader.add_constructor("tag:yaml.org,2002:int", lambda loader, node: core_int(node.value))


def core_int(text):
    for prefix, base in (("0x", 16), ("0o", 8)):
        if text.startswith(prefix):
            return int(text[2:], base)
    return int(text)


def documents(notation, text):
    """The values of a text; none where it is not well-formed."""
    try:
        if notation == "json":
            return [json.loads(text)]
        return [document for document in yaml.load_all(text, Loader=CoreLoader) if document is not None]
    except (ValueError, yaml.YAMLError):
        return []


def validators(folder, file):
    def load(path):
        with open(path, encoding="utf-8") as schema:
            return jsonschema.Draft7Validator(json.load(schema))

    return {
        "authoring": load(f"{folder}/{file}.schema.json"),
        "codegen": load(f"{folder}/codegen/{file}.schema.json"),
    }


def main():
    folder = sys.argv[1]
    files = {"monitor": "monitor", "strategy": "strategy", "test": "test", "settings": "config"}
    known = {name: validators(folder, file) for name, file in files.items()}
    verdicts = []
    for asked in json.load(sys.stdin):
        values = documents(asked["notation"], asked["text"])
        verdicts.append(
            {
                style: bool(values) and all(validator.is_valid(value) for value in values)
                for style, validator in known[asked["format"]].items()
            }
        )
    json.dump(verdicts, sys.stdout)


main()
