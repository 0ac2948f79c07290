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
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads ONNX models. */
public final class OnnxReader {
    private OnnxReader() {}

    /**
     * The model in a file. Large weights stay in the file, or in the external data files beside it, and are mapped; do
     * not change these files in place while the model is in use (replacing them by others is safe).
     *
     * <p>Nodes that do not stand in topological order are sorted.
     *
     * @throws OctetException of kind {@link Kind#INVALID_MODEL} if the file is no ONNX model, is damaged, or its
     *     external data is missing, too short or outside the model's folder; of kind {@link Kind#FILE} if a file cannot
     *     be read
     */
    public static Model read(Path file) {
        checkIsFile(file);
        try {
            Path folder = file.toAbsolutePath().resolveSibling("");
            return read(ModelFile.content(file), ExternalData.beside(folder));
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
        return read(UnsafeByteOperations.unsafeWrap(bytes), ExternalData.none());
    }

    private static Model read(ByteString content, ExternalData external) {
        return new ModelReader(external).read(parse(content));
    }

    private static void checkIsFile(Path file) {
        if (!Files.exists(file)) {
            throw new OctetException(Kind.FILE, "%s: expected an ONNX model, got no such file".formatted(file));
        }
        if (!Files.isRegularFile(file)) {
            throw OctetException.invalidModel("%s: expected an ONNX model, got %s"
                    .formatted(
                            file, Files.isDirectory(file) ? "a folder. Name the .onnx file in it" : "no plain file"));
        }
    }

    /** Parses without copying: long fields share the bytes of the content. */
    static ModelProto parse(ByteString content) {
        CodedInputStream input = content.newCodedInput();
        input.enableAliasing(true);
        try {
            ModelProto model = ModelProto.parseFrom(input);
            input.checkLastTagWas(0);
            if (model.hasGraph()) {
                return model;
            }
            throw OctetException.invalidModel("expected an ONNX model, got " + FileSignature.describe(content));
        } catch (InvalidProtocolBufferException failure) {
            throw new OctetException(
                    Kind.INVALID_MODEL,
                    "expected an ONNX model, got %s (%s)"
                            .formatted(FileSignature.describe(content), failure.getMessage()),
                    failure);
        } catch (IOException failure) {
            throw new IllegalStateException("Reading from memory cannot fail", failure);
        }
    }
}
