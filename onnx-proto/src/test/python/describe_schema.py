#!/usr/bin/env python3
"""Prints the ONNX schema of the installed `onnx` package as the table that SchemaTest reads.

Facts only, one a line, sorted: names, numbers, labels and types. No text of the schema's source is taken over.

    pip install onnx
    python3 describe_schema.py > ../resources/dev/octet/onnx/schema.txt
"""

import onnx
from google.protobuf.descriptor_pb2 import FieldDescriptorProto, FileDescriptorProto


def lower_name(enum, prefix, number):
    return enum.Name(number).removeprefix(prefix).lower()


def describe_field(message, path, field):
    words = [
        "field",
        path,
        str(field.number),
        field.name,
        lower_name(FieldDescriptorProto.Label, "LABEL_", field.label),
        field.type_name.removeprefix(".") or lower_name(FieldDescriptorProto.Type, "TYPE_", field.type),
    ]
    if field.HasField("oneof_index"):
        words.append("oneof=" + message.oneof_decl[field.oneof_index].name)
    if field.options.packed:
        words.append("packed")
    if field.HasField("default_value"):
        words.append("default=" + field.default_value)
    return " ".join(words)


def describe_enum(enum, parent):
    path = f"{parent}.{enum.name}"
    return [f"value {path} {value.number} {value.name}" for value in enum.value]


def describe_message(message, parent):
    path = f"{parent}.{message.name}"
    lines = ["message " + path]
    lines += [describe_field(message, path, field) for field in message.field]
    # The end of a range in a descriptor is exclusive.
    lines += [f"reserved {path} {n}" for r in message.reserved_range for n in range(r.start, r.end)]
    lines += [f"reserved {path} {name}" for name in message.reserved_name]
    for enum in message.enum_type:
        lines += describe_enum(enum, path)
    for nested in message.nested_type:
        lines += describe_message(nested, path)
    return lines


def main():
    schema = FileDescriptorProto()
    onnx.onnx_ml_pb2.DESCRIPTOR.CopyToProto(schema)
    lines = ["package " + schema.package]
    for enum in schema.enum_type:
        lines += describe_enum(enum, schema.package)
    for message in schema.message_type:
        lines += describe_message(message, schema.package)
    print(f"# The ONNX schema as facts: onnx {onnx.__version__} (Apache-2.0, https://github.com/onnx/onnx).")
    print("# Written by src/test/python/describe_schema.py; not to be edited.")
    print("\n".join(sorted(lines)))


if __name__ == "__main__":
    main()
