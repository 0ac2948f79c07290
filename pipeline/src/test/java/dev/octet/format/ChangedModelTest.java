package dev.octet.format;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.octet.graph.Attribute;
import dev.octet.graph.Graph;
import dev.octet.graph.Initializer;
import dev.octet.graph.Model;
import dev.octet.graph.Node;
import dev.octet.graph.Operator;
import dev.octet.graph.Value;
import dev.octet.graph.ValueType;
import dev.octet.onnx.AttributeProto.AttributeType;
import dev.octet.onnx.GraphProto;
import dev.octet.onnx.ModelProto;
import dev.octet.onnx.NodeProto;
import dev.octet.tensor.ElementType;
import dev.octet.tensor.Shape;
import dev.octet.tensor.Tensor;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** A change touches what it is about and nothing beside it. */
class ChangedModelTest {
    private final ModelProto original = (ModelProto) Protos.withUnknownFields(EverythingModel.build());
    private final ModelProto.Builder expected = original.toBuilder();
    private final GraphProto.Builder expectedGraph = expected.getGraphBuilder();

    @Test
    void ofANodeKeepsItsOtherFields() throws Exception {
        ModelProto changed = changeNode(
                "i",
                node -> node.withAttribute("i", Attribute.of(2))
                        .withInput(1, "W")
                        .named("renamed"));

        NodeProto.Builder node = expectedGraph.getNodeBuilder(0);
        node.setName("renamed").setInput(1, "W").getAttributeBuilder(1).setI(2);
        assertThat(changed).isEqualTo(expected.build());
    }

    @Test
    void ofAnAttributesTypeKeepsItsDocumentation() throws Exception {
        ModelProto changed = changeNode("f", node -> node.withAttribute("f", Attribute.ints(1, 2)));

        expectedGraph
                .getNodeBuilder(0)
                .getAttributeBuilder(0)
                .clearF()
                .setType(AttributeType.INTS)
                .addInts(1)
                .addInts(2);
        assertThat(changed).isEqualTo(expected.build());
    }

    @Test
    void mayRemoveAndAddAttributes() throws Exception {
        ModelProto changed =
                changeNode("f", node -> node.withoutAttribute("f").withAttribute("new", Attribute.of("text")));

        NodeProto node = changed.getGraph().getNode(0);
        assertThat(node.getAttribute(0))
                .isEqualTo(original.getGraph().getNode(0).getAttribute(1));
        assertThat(node.getAttribute(node.getAttributeCount() - 1))
                .isEqualTo(Protos.attribute("new", AttributeType.STRING)
                        .setS(ByteString.copyFromUtf8("text"))
                        .build());
    }

    @Test
    void ofASubgraphKeepsWhatIsAroundIt() throws Exception {
        ModelProto changed = changeNode(
                "g",
                node -> node.withSubgraphs(graph -> graph.mapNodes(inner -> inner.named("inner-" + graph.name()))));

        NodeProto.Builder node = expectedGraph.getNodeBuilder(0);
        node.getAttributeBuilderList().forEach(attribute -> {
            if (attribute.hasG()) {
                attribute.getGBuilder().getNodeBuilder(0).setName("inner-g");
            }
            attribute
                    .getGraphsBuilderList()
                    .forEach(graph -> graph.getNodeBuilder(0).setName("inner-g"));
        });
        assertThat(changed).isEqualTo(expected.build());
    }

    @Test
    void ofADomainReplacesItsSpelling() throws Exception {
        ModelProto changed = change(model -> model.withOpset("", 18)
                .withGraph(model.graph()
                        .mapNodes(node ->
                                node.is("Neg") ? node.withOperator(new Operator("com.example", "Neg2")) : node)));

        expected.getOpsetImportBuilder(0).setVersion(18);
        expectedGraph.getNodeBuilder(1).setDomain("com.example").setOpType("Neg2");
        assertThat(changed).isEqualTo(expected.build());
    }

    @Test
    void ofATensorKeepsItsDocumentation() throws Exception {
        ModelProto changed = change(model -> model.withGraph(replaceInitializer(
                model.graph(),
                "W",
                old -> new Initializer(
                        "W2",
                        Tensor.ofBytes(ElementType.INT8, Shape.of(3), (byte) 1, (byte) 2, (byte) 3),
                        old.origin()))));

        expectedGraph
                .getInitializerBuilder(0)
                .setName("W2")
                .setDataType(3)
                .setDims(0, 3)
                .clearFloatData()
                .setRawData(ByteString.copyFrom(new byte[] {1, 2, 3}));
        assertThat(changed).isEqualTo(expected.build());
    }

    @Test
    void ofATensorsNameKeepsItsTypedForm() throws Exception {
        ModelProto changed = change(model -> model.withGraph(
                replaceInitializer(model.graph(), "W", old -> new Initializer("W2", old.tensor(), old.origin()))));

        expectedGraph.getInitializerBuilder(0).setName("W2");
        assertThat(changed).isEqualTo(expected.build());
    }

    @Test
    void ofAValuesTypeKeepsItsDocumentation() throws Exception {
        ModelProto changed = change(model -> {
            Value output = model.graph().outputs().get(0);
            ValueType type = ValueType.tensor(ElementType.INT64, Shape.of(4));
            return model.withGraph(model.graph().toBuilder()
                    .outputs(List.of(new Value(output.name(), type, output.origin())))
                    .build());
        });

        expectedGraph
                .getOutputBuilder(0)
                .setType(Protos.value("").toBuilder().getTypeBuilder().build());
        expectedGraph
                .getOutputBuilder(0)
                .getTypeBuilder()
                .getTensorTypeBuilder()
                .setElemType(7);
        expectedGraph
                .getOutputBuilder(0)
                .getTypeBuilder()
                .getTensorTypeBuilder()
                .getShapeBuilder()
                .getDimBuilder(0)
                .setDimValue(4);
        assertThat(changed).isEqualTo(expected.build());
    }

    @Test
    void mayRemoveASparseInitializer() throws Exception {
        ModelProto changed = change(model -> model.withGraph(
                model.graph().toBuilder().sparseInitializers(List.of()).build()));

        expectedGraph.clearSparseInitializer();
        assertThat(changed).isEqualTo(expected.build());
    }

    @Test
    void ofMetadataAndVersionsShows() throws Exception {
        ModelProto changed = change(
                model -> model.withMetadata("octet", "1").withIrVersion(10).withFunctions(List.of()));

        expected.setIrVersion(10)
                .clearFunctions()
                .clearMetadataProps()
                .addMetadataProps(Protos.entry("key", "again"))
                .addMetadataProps(Protos.entry("octet", "1"));
        assertThat(changed).isEqualTo(expected.build());
    }

    private ModelProto changeNode(String attribute, UnaryOperator<Node> change) throws Exception {
        return change(model -> model.withGraph(
                model.graph().mapNodes(node -> node.attribute(attribute).isPresent() ? change.apply(node) : node)));
    }

    private ModelProto change(UnaryOperator<Model> change) throws Exception {
        Model model = OnnxReader.fromBytes(original.toByteArray());
        return ModelProto.parseFrom(OnnxWriter.toBytes(change.apply(model)));
    }

    private static Graph replaceInitializer(Graph graph, String name, UnaryOperator<Initializer> change) {
        return graph.toBuilder()
                .initializers(graph.initializers().values().stream()
                        .map(initializer -> initializer.name().equals(name) ? change.apply(initializer) : initializer)
                        .toList())
                .build();
    }
}
