package dev.octet.format;

import com.google.protobuf.ByteString;
import dev.octet.graph.Origin;
import dev.octet.onnx.TensorProto;
import dev.octet.tensor.ElementType;
import dev.octet.tensor.Shape;
import dev.octet.tensor.Tensor;
import dev.octet.tensor.TensorData;
import java.util.List;
import java.util.Optional;

/** Writes tensors. */
final class TensorWriter {
    private final Placement placement;

    TensorWriter(Placement placement) {
        this.placement = placement;
    }

    /**
     * A tensor on its way into the file.
     *
     * @param message the message, complete but for {@code raw}
     * @param raw what is to be added as raw_data; kept apart so that it need not be in memory
     */
    record Parts(TensorProto message, Optional<TensorData> raw) {
        TensorProto joined() {
            return raw.map(data ->
                            message.toBuilder().setRawData(RawBytes.wrap(data)).build())
                    .orElse(message);
        }
    }

    /** The parts of a tensor under the name that its origin has. */
    Parts parts(Tensor tensor, Origin origin) {
        return parts(original(origin).getName(), tensor, origin);
    }

    /** The parts of a tensor; one that is as it was read keeps its form. */
    Parts parts(String name, Tensor tensor, Origin origin) {
        TensorProto original = original(origin);
        Optional<Placement.Location> location = placement.of(tensor.data());
        boolean isAsRead = origin instanceof TensorOrigin known
                && known.isOf(tensor)
                && !TensorReader.isExternal(original)
                && location.isEmpty();
        if (isAsRead) {
            return new Parts(
                    original.getName().equals(name)
                            ? original
                            : original.toBuilder().setName(name).build(),
                    Optional.empty());
        }
        TensorProto.Builder shell = shell(original, name, tensor);
        if (location.isPresent()) {
            location.get().write(shell);
            return new Parts(shell.build(), Optional.empty());
        }
        if (tensor.type() == ElementType.STRING) {
            tensor.strings().forEach(element -> shell.addStringData(ByteString.copyFrom(element)));
            return new Parts(shell.build(), Optional.empty());
        }
        return new Parts(shell.build(), Optional.of(tensor.data()));
    }

    private static TensorProto original(Origin origin) {
        return origin instanceof TensorOrigin known ? known.message() : TensorProto.getDefaultInstance();
    }

    /** Everything but the data. */
    private static TensorProto.Builder shell(TensorProto original, String name, Tensor tensor) {
        TensorProto.Builder shell = original.toBuilder()
                .clearFloatData()
                .clearInt32Data()
                .clearInt64Data()
                .clearUint64Data()
                .clearDoubleData()
                .clearStringData()
                .clearRawData()
                .clearExternalData()
                .clearDataLocation()
                .clearDims()
                .addAllDims(dimensions(tensor.shape()))
                .setDataType(tensor.type().code());
        return shell.getName().equals(name) ? shell : shell.setName(name);
    }

    private static List<Long> dimensions(Shape shape) {
        return java.util.Arrays.stream(shape.dimensions()).boxed().toList();
    }
}
