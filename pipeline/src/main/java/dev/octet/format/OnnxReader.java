package dev.octet.format;

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
import java.util.concurrent.Executor;

/** Reads ONNX models. */
public final class OnnxReader {
    /** Smaller files are read at once, which costs less than to keep them mapped. */
    private static final long MAPPED_FROM = 1L << 24;

    private OnnxReader() {}

    /**
     * The model in a file. Weights stay in the file, unless it is small, or in the external data files beside it, and
     * are mapped; do not change these files in place while the model is in use (replacing them by others is safe).
     *
     * <p>Nodes that do not stand in topological order are sorted.
     *
     * @throws OctetException of kind {@link Kind#INVALID_MODEL} if the file is no ONNX model, is damaged, or its
     *     external data is missing, too short or outside the model's folder; of kind {@link Kind#FILE} if a file cannot
     *     be read
     */
    public static Model read(Path file) {
        return ReadAhead.take(file).orElseGet(() -> readNow(file));
    }

    /**
     * Begins to read a model, for a program that has other things to do before it needs it: the next
     * {@link #read(Path)} of this path takes what comes of it. What goes wrong is told there.
     *
     * @param executor runs the reading once; it must not drop it, since that read waits for it
     */
    public static void readAhead(Path file, Executor executor) {
        ReadAhead.begin(file, executor);
    }

    static Model readNow(Path file) {
        return read(file, MAPPED_FROM);
    }

    static Model read(Path file, long mappedFrom) {
        checkIsFile(file);
        ExternalData external = ExternalData.beside(file.toAbsolutePath().resolveSibling(""));
        try {
            return Files.size(file) < mappedFrom ? read(Files.readAllBytes(file), external) : readLean(file, external);
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
        return read(bytes, ExternalData.none());
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

    private static Model read(byte[] content, ExternalData external) {
        // Only a stream over a ByteString shares bytes; one over an array copies, whatever it is told.
        CodedInputStream input = UnsafeByteOperations.unsafeWrap(content).newCodedInput();
        input.enableAliasing(true);
        try {
            ModelProto message = ModelProto.parseFrom(input);
            input.checkLastTagWas(0);
            if (message.hasGraph()) {
                return new ModelReader(new TensorReader(external)).read(message);
            }
            throw OctetException.invalidModel("expected an ONNX model, got " + FileSignature.describe(content));
        } catch (InvalidProtocolBufferException failure) {
            throw notAModel(FileSignature.describe(content), failure);
        } catch (IOException failure) {
            throw new IllegalStateException("Reading from memory cannot fail", failure);
        }
    }

    private static Model readLean(Path file, ExternalData external) throws IOException {
        if (Files.size(file) > Integer.MAX_VALUE) {
            throw OctetException.invalidModel(
                    "expected an ONNX model below 2 GiB, the limit of its format, got %d bytes"
                            .formatted(Files.size(file)));
        }
        try {
            DetachedData detached = new DetachedData();
            ModelProto message = LeanParser.parse(file, detached);
            if (message.hasGraph()) {
                return new ModelReader(new TensorReader(external, detached)).read(message);
            }
            throw OctetException.invalidModel("expected an ONNX model, got " + FileSignature.describe(file));
        } catch (InvalidProtocolBufferException failure) {
            throw notAModel(FileSignature.describe(file), failure);
        }
    }

    private static OctetException notAModel(String description, InvalidProtocolBufferException failure) {
        return new OctetException(
                Kind.INVALID_MODEL,
                "expected an ONNX model, got %s (%s)".formatted(description, failure.getMessage()),
                failure);
    }
}
