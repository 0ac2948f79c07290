package dev.octet.format;

import com.google.protobuf.ByteString;
import dev.octet.graph.Attribute;
import dev.octet.onnx.AttributeProto;
import dev.octet.onnx.AttributeProto.AttributeType;
import java.util.List;
import java.util.Optional;

/** Writes attributes. */
final class AttributeWriter {
    private final GraphWriter graphs;
    private final TensorWriter tensors;

    AttributeWriter(GraphWriter graphs, TensorWriter tensors) {
        this.graphs = graphs;
        this.tensors = tensors;
    }

    /** The attribute under a name; starts from the message of that name in the file, or from an empty one. */
    AttributeProto write(String name, Attribute attribute, AttributeProto original) {
        if (attribute instanceof Attribute.Opaque opaque) {
            return named(name, MessageOrigin.of(opaque.origin(), AttributeProto.getDefaultInstance()));
        }
        if (attribute instanceof Attribute.Reference reference) {
            return named(name, MessageOrigin.of(reference.origin(), AttributeProto.getDefaultInstance()));
        }
        if (AttributeReader.plain(original).equals(Optional.of(attribute))) {
            return original;
        }
        AttributeProto.Builder message = withoutValue(original);
        if (!message.hasName()) {
            message.setName(name);
        }
        setValue(message, attribute);
        return message.build();
    }

    private static AttributeProto named(String name, AttributeProto kept) {
        return kept.getName().equals(name)
                ? kept
                : kept.toBuilder().setName(name).build();
    }

    private static AttributeProto.Builder withoutValue(AttributeProto original) {
        return original.toBuilder()
                .clearRefAttrName()
                .clearF()
                .clearI()
                .clearS()
                .clearT()
                .clearG()
                .clearSparseTensor()
                .clearTp()
                .clearFloats()
                .clearInts()
                .clearStrings()
                .clearTensors()
                .clearGraphs()
                .clearSparseTensors()
                .clearTypeProtos();
    }

    private void setValue(AttributeProto.Builder message, Attribute attribute) {
        if (attribute instanceof Attribute.FloatValue one) {
            message.setType(AttributeType.FLOAT).setF(one.value());
        } else if (attribute instanceof Attribute.IntValue one) {
            message.setType(AttributeType.INT).setI(one.value());
        } else if (attribute instanceof Attribute.StringValue one) {
            message.setType(AttributeType.STRING).setS(ByteString.copyFromUtf8(one.value()));
        } else if (attribute instanceof Attribute.TensorValue one) {
            message.setType(AttributeType.TENSOR).setT(tensors.write(one.value(), one.origin()));
        } else if (attribute instanceof Attribute.GraphValue one) {
            message.setType(AttributeType.GRAPH).setG(graphs.write(one.value()));
        } else {
            setList(message, attribute);
        }
    }

    private void setList(AttributeProto.Builder message, Attribute attribute) {
        if (attribute instanceof Attribute.Floats many) {
            message.setType(AttributeType.FLOATS).addAllFloats(many.values());
        } else if (attribute instanceof Attribute.Ints many) {
            message.setType(AttributeType.INTS).addAllInts(many.values());
        } else if (attribute instanceof Attribute.Strings many) {
            List<ByteString> values =
                    many.values().stream().map(ByteString::copyFromUtf8).toList();
            message.setType(AttributeType.STRINGS).addAllStrings(values);
        } else if (attribute instanceof Attribute.Graphs many) {
            message.setType(AttributeType.GRAPHS);
            many.values().forEach(graph -> message.addGraphs(graphs.write(graph)));
        }
    }
}
