"""Lists every operator of ONNX's own domain and the operator sets that changed it.

The facts that the test of the table of operators compares it with. To make them again, from this module's folder:

    pip install onnx==1.23.2
    python src/test/python/operator_versions.py > src/test/resources/dev/octet/prepare/opset/operator-versions.txt

A line is an operator and its versions up to opset 21. A version ends in ! if a node of the version before may not be
valid under it: the operator is deprecated, an attribute is gone, became required or has another type or default, an input
or an output is gone or became required, or a type is no longer accepted.
"""

import onnx
from onnx import helper
from onnx.defs import OpSchema, get_all_schemas_with_history

NEWEST = 21


def attributes(schema: OpSchema) -> dict:
    """Type and default by name; None where there is no default."""
    found = {}
    for name, attribute in schema.attributes.items():
        value = attribute.default_value
        found[name] = (attribute.type, helper.get_attribute_value(value) if value.name else None)
    return found


def required(schema: OpSchema) -> set:
    """Names of the attributes that a node has to have."""
    return {name for name, attribute in schema.attributes.items() if attribute.required}


def types(schema: OpSchema, slot: OpSchema.FormalParameter) -> set:
    """What a slot accepts."""
    allowed = {t.type_param_str: set(t.allowed_type_strs) for t in schema.type_constraints}
    return allowed.get(slot.type_str, {slot.type_str})


def slots_break(old: OpSchema, new: OpSchema, side: str) -> bool:
    """Whether a node that fills the old slots may not fill the new ones."""
    before, after = getattr(old, side), getattr(new, side)
    if len(before) > len(after):
        return True
    for was, now in zip(before, after):
        became_required = was.option != now.option and now.option == OpSchema.FormalParameterOption.Single
        if became_required or not types(old, was) <= types(new, now):
            return True
    return any(slot.option == OpSchema.FormalParameterOption.Single for slot in after[len(before) :])


def breaks(old: OpSchema, new: OpSchema) -> bool:
    """Whether a node of one version may not be valid under the next."""
    before, after = attributes(old), attributes(new)
    attribute_breaks = any(after.get(name) != value for name, value in before.items())
    new_required = required(new) - required(old)
    return (
        new.deprecated
        or attribute_breaks
        or bool(new_required)
        or slots_break(old, new, "inputs")
        or slots_break(old, new, "outputs")
    )


def main() -> None:
    histories = {}
    for schema in get_all_schemas_with_history():
        if schema.domain == "" and schema.since_version <= NEWEST:
            histories.setdefault(schema.name, []).append(schema)
    print(f"# Facts from the operator schemas of onnx {onnx.__version__} (Apache License 2.0); made by operator_versions.py.")
    for name in sorted(histories):
        schemas = sorted(histories[name], key=lambda schema: schema.since_version)
        versions = [str(schemas[0].since_version)]
        for old, new in zip(schemas, schemas[1:]):
            versions.append(f"{new.since_version}{'!' if breaks(old, new) else ''}")
        print(name, *versions)


if __name__ == "__main__":
    main()
