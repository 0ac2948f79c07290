package dev.octet.format;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.octet.error.Kind;
import dev.octet.error.OctetException;
import dev.octet.onnx.TensorProto;
import dev.octet.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads files that hold one tensor, such as {@code input_0.pb} of ONNX's test data. */
public final class TensorFile {
    private TensorFile() {}

    /**
     * The tensor in a file.
     *
     * @throws OctetException of kind {@link Kind#INVALID_MODEL} if the file holds no valid tensor, of kind
     *     {@link Kind#FILE} if it cannot be read
     */
    public static Tensor read(Path file) {
        try {
            TensorProto message = TensorProto.parseFrom(Files.readAllBytes(file));
            return new TensorReader(ExternalData.none()).read(message, file.toString());
        } catch (InvalidProtocolBufferException failure) {
            throw new OctetException(
                    Kind.INVALID_MODEL, file + ": expected a tensor, got bytes that are none", failure);
        } catch (IOException failure) {
            throw FileErrors.unreadable(file, failure);
        }
    }
}
