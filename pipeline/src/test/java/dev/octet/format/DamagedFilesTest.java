package dev.octet.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.fail;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import dev.octet.error.Kind;
import dev.octet.error.OctetException;
import dev.octet.graph.Model;
import dev.octet.onnx.AttributeProto;
import dev.octet.onnx.AttributeProto.AttributeType;
import dev.octet.onnx.GraphProto;
import dev.octet.onnx.ModelProto;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DamagedFilesTest {
    private static final long SEED = 20_240_601;

    @TempDir
    Path folder;

    @Test
    void areRefusedWithOneLineThatNamesTheFile() {
        assertRefused(new byte[0], "expected an ONNX model, got an empty file");
        assertRefused(
                "version https://git-lfs.github.com/spec/v1\noid sha256:12".getBytes(StandardCharsets.UTF_8),
                "git lfs pull");
        assertRefused("Not Found\n".getBytes(StandardCharsets.UTF_8), "got a text file");
        assertRefused("\n<html><body>".getBytes(StandardCharsets.UTF_8), "a text file");
        assertRefused("<!DOCTYPE html>".getBytes(StandardCharsets.UTF_8), "a web page");
        assertRefused(new byte[100], "damaged, cut short or in another format");
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', textBlock = """
                    18000000'O''R''T''M'00000000, ONNX Runtime's own format
                    1c000000'T''F''L''3'14002000, TensorFlow Lite
                    'P''K'0304140000000000, zip archive
                    1f8b08000000, gzip archive
                    89'H''D''F'0d0a1a0a, HDF5
                    93'N''U''M''P''Y'0100, NumPy
                    8002'}''q', Python pickle
                    """)
    void areRecognizedByTheirFirstBytes(String content, String message) {
        assertRefused(bytes(content), message);
    }

    @Test
    void areRefusedWhenTheModelLacksWhatEveryModelHas() {
        ModelProto.Builder model = Protos.model(Protos.negation());

        assertRefused(model.clone().clearGraph().build().toByteArray(), "expected an ONNX model");
        assertRefused(model.clone().clearIrVersion().build().toByteArray(), "ir_version");
        assertRefused(model.clone().clearOpsetImport().build().toByteArray(), "opset_import");
    }

    @Test
    void areRefusedWhenAFieldClaimsToBeHuge() throws IOException {
        for (long claimed : new long[] {Integer.MAX_VALUE, Integer.MAX_VALUE - 8, 1L << 31, -1L}) {
            ByteArrayOutputStream stream = new ByteArrayOutputStream();
            CodedOutputStream output = CodedOutputStream.newInstance(stream);
            output.writeInt64(ModelProto.IR_VERSION_FIELD_NUMBER, 8);
            output.writeTag(ModelProto.GRAPH_FIELD_NUMBER, 2);
            output.writeUInt64NoTag(claimed);
            output.flush();
            assertRefused(stream.toByteArray(), "expected an ONNX model, got");
        }
    }

    @Test
    void areRefusedWhenSubgraphsAreNestedBeyondMeasure() {
        ByteString nested = Protos.negation().build().toByteString();
        for (int depth = 0; depth < 2000; depth++) {
            nested = wrap(nested);
        }
        ByteString model = ModelProto.newBuilder().setIrVersion(8).build().toByteString();

        assertRefused(
                model.concat(field(ModelProto.GRAPH_FIELD_NUMBER, nested)).toByteArray(), "too many levels of nesting");
    }

    @Test
    void areRefusedWhenUnknownGroupsAreNestedBeyondMeasure() {
        byte[] groups = new byte[100_000];
        // Field 4 as the start of a group.
        Arrays.fill(groups, (byte) 0x23);

        assertRefused(groups, "expected an ONNX model, got");
    }

    @Test
    void areAcceptedWithSubgraphsAsDeepAsOnnxRuntimeReadsThem() {
        GraphProto graph = Protos.negation().build();
        for (int depth = 0; depth < 30; depth++) {
            graph = Protos.negation()
                    .addNode(Protos.node(
                            "Custom",
                            List.of(),
                            List.of("z"),
                            Protos.attribute("body", AttributeType.GRAPH)
                                    .setG(graph)
                                    .build()))
                    .build();
        }
        byte[] bytes = Protos.model(graph.toBuilder()).build().toByteArray();

        assertThatCode(() -> OnnxReader.fromBytes(bytes)).doesNotThrowAnyException();
    }

    @Test
    void areRefusedWhenNodesFormACycle() {
        GraphProto.Builder cycle = GraphProto.newBuilder()
                .setName("g")
                .addNode(Protos.node("Add", List.of("x", "b"), List.of("a")))
                .addNode(Protos.node("Neg", List.of("a"), List.of("b")));

        assertRefused(
                Protos.model(cycle).build().toByteArray(),
                "Graph 'g': expected nodes without a cycle, got '-> b' (Neg), '-> a' (Add)");
    }

    @Test
    void areRefusedWhenANodeHasAnAttributeTwice() {
        AttributeProto alpha =
                Protos.attribute("alpha", AttributeType.FLOAT).setF(1).build();
        GraphProto.Builder graph =
                Protos.negation().addNode(Protos.node("Elu", List.of("x"), List.of("z"), alpha, alpha));

        assertRefused(
                Protos.model(graph).build().toByteArray(),
                "Node '-> z' (Elu): expected each attribute once, got 'alpha' twice");
    }

    @Test
    void areReadOrRefusedButNeverCrashWhenCutShort() {
        byte[] whole = EverythingModel.build().toByteArray();

        for (int length = 0; length < whole.length; length++) {
            readOrRefuse(Arrays.copyOf(whole, length), "cut to " + length);
        }
    }

    @Test
    void areReadOrRefusedButNeverCrashWhenBytesChange() {
        byte[] whole = EverythingModel.build().toByteArray();
        Random random = new Random(SEED);

        for (int round = 0; round < 2_000; round++) {
            byte[] changed = whole.clone();
            int changes = 1 + random.nextInt(4);
            for (int i = 0; i < changes; i++) {
                changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
            }
            readOrRefuse(changed, "seed " + SEED + ", round " + round);
        }
    }

    /** What can be read can also be checked and written. */
    private static void readOrRefuse(byte[] bytes, String what) {
        try {
            Model model = OnnxReader.fromBytes(bytes);
            OnnxWriter.toBytes(model);
            ModelCheck.check(model);
        } catch (OctetException refused) {
            assertThat(refused.kind()).as(what).isEqualTo(Kind.INVALID_MODEL);
        } catch (RuntimeException | Error crash) {
            fail(what, crash);
        }
    }

    private void assertRefused(byte[] content, String message) {
        Path file = folder.resolve("model.onnx");
        assertThatExceptionOfType(OctetException.class)
                .isThrownBy(() -> OnnxReader.read(Files.write(file, content)))
                .withMessageStartingWith(file + ": ")
                .withMessageContaining(message)
                .satisfies(failure -> {
                    assertThat(failure.kind()).isEqualTo(Kind.INVALID_MODEL);
                    assertThat(failure.getMessage()).doesNotContain("\n");
                });
    }

    /** A graph around a graph: field 1 of GraphProto, field 5 of NodeProto, field 6 of AttributeProto. */
    private static ByteString wrap(ByteString graph) {
        return field(1, field(5, field(6, graph)));
    }

    private static ByteString field(int number, ByteString content) {
        ByteString.Output output = ByteString.newOutput();
        try {
            CodedOutputStream coded = CodedOutputStream.newInstance(output);
            coded.writeTag(number, 2);
            coded.writeUInt32NoTag(content.size());
            coded.flush();
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
        return output.toByteString().concat(content);
    }

    /** Bytes as two hexadecimal digits or a quoted letter each. */
    private static byte[] bytes(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < text.length(); ) {
            boolean isLetter = text.charAt(i) == '\'';
            bytes.write(isLetter ? text.charAt(i + 1) : Integer.parseInt(text.substring(i, i + 2), 16));
            i += isLetter ? 3 : 2;
        }
        return bytes.toByteArray();
    }
}
