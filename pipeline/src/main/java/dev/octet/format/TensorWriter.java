package dev.octet.format;

import com.google.protobuf.ByteString;
import dev.octet.graph.Origin;
import dev.octet.onnx.TensorProto;
import dev.octet.tensor.ElementType;
import dev.octet.tensor.Tensor;
import java.util.Optional;
import java.util.stream.LongStream;

/** Writes tensors. */
final class TensorWriter {
    private final Placement placement;
    private final DetachedData detached;

    /** Data that goes into the model file as raw_data is not in the messages but in {@code detached}. */
    TensorWriter(Placement placement, DetachedData detached) {
        this.placement = placement;
        this.detached = detached;
    }

    /** The message of a tensor under the name that its origin has. */
    TensorProto write(Tensor tensor, Origin origin) {
        return write(original(origin).getName(), tensor, origin);
    }

    /** The message of a tensor; one that is as it was read keeps its form, except for external data. */
    TensorProto write(String name, Tensor tensor, Origin origin) {
        TensorProto original = original(origin);
        Optional<Placement.Location> location = placement.of(tensor.data());
        if (location.isEmpty() && origin instanceof TensorOrigin known && known.holds(tensor)) {
            return original.getName().equals(name)
                    ? original
                    : original.toBuilder().setName(name).build();
        }
        TensorProto.Builder message = withoutData(original, name, tensor);
        if (location.isPresent()) {
            location.get().write(message);
            return message.build();
        }
        if (tensor.type() == ElementType.STRING) {
            tensor.strings().forEach(element -> message.addStringData(ByteString.copyFrom(element)));
            return message.build();
        }
        TensorProto written = message.build();
        detached.put(written, tensor.data());
        return written;
    }

    private static TensorProto original(Origin origin) {
        return origin instanceof TensorOrigin known ? known.message() : TensorProto.getDefaultInstance();
    }

    private static TensorProto.Builder withoutData(TensorProto original, String name, Tensor tensor) {
        TensorProto.Builder message = original.toBuilder()
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
                .addAllDims(LongStream.of(tensor.shape().dimensions()).boxed().toList())
                .setDataType(tensor.type().code());
        return message.getName().equals(name) ? message : message.setName(name);
    }
}
