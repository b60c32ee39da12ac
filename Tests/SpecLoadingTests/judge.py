"""Judges documents by a JSON Schema: judge.py SCHEMA [DOCUMENT...]

The documents are YAML files; without any, each line of standard input is one, in JSON.
Prints a line for each: "valid", "invalid", or "unreadable" where it is not YAML or its
value is none that JSON could hold.
"""

import json
import sys

import jsonschema
import yaml


def is_json(value):
    if isinstance(value, dict):
        return all(isinstance(k, str) and is_json(v) for k, v in value.items())
    if isinstance(value, list):
        return all(is_json(item) for item in value)
    return value is None or isinstance(value, (str, bool, int, float))


def read_yaml(path):
    with open(path, "rb") as file:
        return yaml.safe_load(file)


def verdict(validator, read, document):
    try:
        value = read(document)
    except (yaml.YAMLError, ValueError, RecursionError):
        return "unreadable"
    if not is_json(value):
        return "unreadable"
    return "valid" if validator.is_valid(value) else "invalid"


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        schema = json.load(file)
    kind = jsonschema.validators.validator_for(schema)
    assert kind is jsonschema.Draft202012Validator, schema["$schema"]
    kind.check_schema(schema)
    validator = kind(schema)
    if len(sys.argv) > 2:
        verdicts = [verdict(validator, read_yaml, path) for path in sys.argv[2:]]
    else:
        lines = sys.stdin.buffer.read().split(b"\n")
        verdicts = [verdict(validator, json.loads, line) for line in lines if line]
    print("\n".join(verdicts))


main()
