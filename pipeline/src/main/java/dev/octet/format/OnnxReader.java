package dev.octet.format;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnsafeByteOperations;
import dev.octet.error.Kind;
import dev.octet.error.OctetException;
import dev.octet.graph.Model;
import dev.octet.onnx.ModelProto;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Reads ONNX models. */
public final class OnnxReader {
    private OnnxReader() {}

    /**
     * The model in a file. Its weights stay in the file, or in the external data files beside it, and are mapped; do
     * not change the files while the model is in use.
     *
     * @throws OctetException of kind {@link Kind#INVALID_MODEL} if the file is no valid ONNX model, of kind
     *     {@link Kind#FILE} if it cannot be read
     */
    public static Model read(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new OctetException(
                    Files.exists(file) ? Kind.INVALID_MODEL : Kind.FILE,
                    "Expected an ONNX model in %s, got %s"
                            .formatted(
                                    file,
                                    Files.isDirectory(file)
                                            ? "a folder"
                                            : Files.exists(file) ? "something that is no file" : "no such file"));
        }
        try {
            ByteString bytes = content(file);
            Path folder = file.toAbsolutePath().getParent();
            return ModelReader.read(parse(bytes), folder == null ? ExternalData.none() : ExternalData.beside(folder));
        } catch (IOException failure) {
            throw FileErrors.unreadable(file, failure);
        } catch (OctetException failure) {
            throw new OctetException(failure.kind(), file + ": " + failure.getMessage(), failure);
        }
    }

    /**
     * The model in an array, which the caller gives up: weights share its bytes. External data is refused, as there is
     * no folder to look in.
     *
     * @throws OctetException of kind {@link Kind#INVALID_MODEL} if the bytes are no valid ONNX model
     */
    public static Model fromBytes(byte[] bytes) {
        return ModelReader.read(parse(UnsafeByteOperations.unsafeWrap(bytes)), ExternalData.none());
    }

    private static ByteString content(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            if (channel.size() > Integer.MAX_VALUE) {
                throw OctetException.invalidModel(
                        "expected an ONNX file below 2 GiB, the limit of its format, got %d bytes"
                                .formatted(channel.size()));
            }
            ByteBuffer mapped = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
            return UnsafeByteOperations.unsafeWrap(mapped);
        }
    }

    private static ModelProto parse(ByteString bytes) {
        CodedInputStream input = bytes.newCodedInput();
        input.enableAliasing(true);
        try {
            ModelProto model = ModelProto.parseFrom(input);
            input.checkLastTagWas(0);
            if (!model.hasGraph() || !model.hasIrVersion()) {
                throw OctetException.invalidModel("expected an ONNX model, got something without a graph");
            }
            return model;
        } catch (InvalidProtocolBufferException failure) {
            throw new OctetException(Kind.INVALID_MODEL, "expected an ONNX model, got bytes that are none", failure);
        } catch (IOException failure) {
            throw new IllegalStateException("Reading from memory cannot fail", failure);
        }
    }
}
