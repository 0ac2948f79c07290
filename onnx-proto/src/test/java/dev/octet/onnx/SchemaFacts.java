package dev.octet.onnx;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.EnumDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** A protobuf schema as sorted lines of facts, in the words that {@code describe_schema.py} writes. */
final class SchemaFacts {
    private final List<String> lines = new ArrayList<>();

    private SchemaFacts() {}

    static List<String> of(FileDescriptorProto file) {
        SchemaFacts facts = new SchemaFacts();
        facts.lines.add("package " + file.getPackage());
        file.getEnumTypeList().forEach(enumeration -> facts.addEnum(enumeration, file.getPackage()));
        file.getMessageTypeList().forEach(message -> facts.addMessage(message, file.getPackage()));
        Collections.sort(facts.lines);
        return List.copyOf(facts.lines);
    }

    private void addMessage(DescriptorProto message, String parent) {
        String path = parent + "." + message.getName();
        lines.add("message " + path);
        message.getFieldList().forEach(field -> lines.add(describe(message, path, field)));
        for (DescriptorProto.ReservedRange range : message.getReservedRangeList()) {
            // The end of a range in a descriptor is exclusive.
            for (int number = range.getStart(); number < range.getEnd(); number++) {
                lines.add("reserved " + path + " " + number);
            }
        }
        message.getReservedNameList().forEach(name -> lines.add("reserved " + path + " " + name));
        message.getEnumTypeList().forEach(enumeration -> addEnum(enumeration, path));
        message.getNestedTypeList().forEach(nested -> addMessage(nested, path));
    }

    private void addEnum(EnumDescriptorProto enumeration, String parent) {
        String path = parent + "." + enumeration.getName();
        enumeration
                .getValueList()
                .forEach(value -> lines.add("value " + path + " " + value.getNumber() + " " + value.getName()));
    }

    private static String describe(DescriptorProto message, String path, FieldDescriptorProto field) {
        List<String> words = new ArrayList<>();
        words.add("field");
        words.add(path);
        words.add(Integer.toString(field.getNumber()));
        words.add(field.getName());
        words.add(lowerName(field.getLabel(), "LABEL_"));
        words.add(field.hasTypeName() ? field.getTypeName().substring(1) : lowerName(field.getType(), "TYPE_"));
        if (field.hasOneofIndex()) {
            words.add("oneof=" + message.getOneofDecl(field.getOneofIndex()).getName());
        }
        if (field.getOptions().getPacked()) {
            words.add("packed");
        }
        if (field.hasDefaultValue()) {
            words.add("default=" + field.getDefaultValue());
        }
        return String.join(" ", words);
    }

    private static String lowerName(Enum<?> constant, String prefix) {
        return constant.name().substring(prefix.length()).toLowerCase(Locale.ROOT);
    }
}
