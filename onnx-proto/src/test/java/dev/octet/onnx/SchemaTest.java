package dev.octet.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.InvalidProtocolBufferException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import onnx.OnnxMl;
import org.junit.jupiter.api.Test;

/**
 * Compares the schema with two copies that others made, because a wrong number would silently read the wrong field.
 *
 * <p>One is the table in {@code schema.txt}, taken from the ONNX project's own package: when ONNX publishes a new
 * version, run {@code describe_schema.py} with it and bring {@code onnx.proto} up to date. The other is the compiled
 * schema inside ND4J, which is older and so must be a part of ours.
 */
class SchemaTest {
    private static final List<String> OURS =
            SchemaFacts.of(OnnxSchema.getDescriptor().toProto());

    @Test
    void isExactlyTheSchemaOfTheOnnxPackage() throws IOException {
        assertThat(OURS).containsExactlyInAnyOrderElementsOf(publishedFacts());
    }

    @Test
    void containsTheOlderSchemaThatAnotherJavaLibraryWasBuiltWith() throws InvalidProtocolBufferException {
        byte[] serialized = OnnxMl.getDescriptor().toProto().toByteArray();
        List<String> theirs = SchemaFacts.of(FileDescriptorProto.parseFrom(serialized)).stream()
                // The newest version always carries this name, so its number is the only one that moves.
                .filter(fact -> !fact.matches("value onnx\\.Version \\d+ IR_VERSION"))
                .toList();

        assertThat(theirs).hasSizeGreaterThan(150);
        assertThat(OURS).containsAll(theirs);
    }

    @Test
    void keepsFieldsItDoesNotKnow() throws InvalidProtocolBufferException {
        // Field 4000, a varint: two bytes of key, one of value.
        byte[] fromTheFuture = {(byte) 0x80, (byte) 0xFA, 0x01, 0x07};

        NodeProto node = NodeProto.parseFrom(fromTheFuture);

        assertThat(node.toByteArray()).isEqualTo(fromTheFuture);
        assertThat(node.getUnknownFields().hasField(4000)).isTrue();
    }

    private static List<String> publishedFacts() throws IOException {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(SchemaTest.class.getResourceAsStream("schema.txt"), "schema.txt"),
                StandardCharsets.UTF_8))) {
            return reader.lines().filter(line -> !line.startsWith("#")).toList();
        }
    }
}
