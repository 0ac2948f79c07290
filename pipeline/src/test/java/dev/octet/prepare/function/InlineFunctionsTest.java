package dev.octet.prepare.function;

import static dev.octet.testing.PassAssert.assertThatPass;
import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.format.OnnxReader;
import dev.octet.format.OnnxWriter;
import dev.octet.graph.FunctionBody;
import dev.octet.graph.Model;
import dev.octet.graph.Node;
import dev.octet.graph.Operator;
import dev.octet.onnx.AttributeProto;
import dev.octet.onnx.AttributeProto.AttributeType;
import dev.octet.onnx.FunctionProto;
import dev.octet.onnx.ModelProto;
import dev.octet.rewrite.Trace;
import dev.octet.testing.GraphText;
import dev.octet.testing.LocalFunction;
import dev.octet.testing.PassAssert;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InlineFunctionsTest {
    private static final PassAssert PASS = assertThatPass(new InlineFunctions());
    private static final FunctionBody DENSE =
            LocalFunction.of("Dense", "a,w,bias", "b", "p = MatMul(a, w); b = Add(p, bias)");

    @TempDir
    private Path folder;

    private static Model model(String text, FunctionBody... functions) {
        return GraphText.parse("opset local 1\n" + text).withFunctions(Arrays.asList(functions));
    }

    @Test
    void everyCallBecomesNodesOfItsOwn() {
        PASS.on(model("""
                        x: float[2,3]; W = random[3,3]; V = random[3,4]; b, c = random[3]
                        p = Relu(x)
                        d = local.Dense(p, W, b)
                        y = local.Dense(d, W, c)
                        return y
                        """, DENSE)).becomes("""
                        p = Relu(x)
                        m = MatMul(p, W)
                        d = Add(m, b)
                        n = MatMul(d, W)
                        y = Add(n, c)
                        return y
                        """);
    }

    @Test
    void whatNothingCallsAnyMoreIsDroppedAndTheRestStays() {
        FunctionBody twice = LocalFunction.of("Twice", "a", "b", "b = Add(a, a)");
        Model before = model(
                "x: float[2,3]; W = random[3,3]; b = random[3]; d = local.Dense(x, W, b); y = local.Twice(d); return y",
                DENSE,
                twice);
        assertThat(new InlineFunctions().apply(before, new Trace()).functions()).containsExactly(twice);
    }

    @Test
    void functionsMayCallFunctions() {
        FunctionBody layer = LocalFunction.of("Layer", "a,w,bias", "b", "d = local.Dense(a, w, bias); b = Relu(d)");
        PASS.on(model(
                        "x: float[2,3]; W = random[3,3]; b = random[3]; y = local.Layer(x, W, b); return y",
                        layer,
                        DENSE))
                .becomes("p = MatMul(x, W); d = Add(p, b); y = Relu(d); return y");
    }

    @Test
    void inputsAndOutputsMayBeLeftOut() {
        FunctionBody clipped = LocalFunction.of(
                "Clipped", "a,w,low,high", "rest,b", "p = MatMul(a, w); b = Clip(p, low, high); rest = Neg(p)");
        PASS.on(model(
                        "x: float[2,3]; W = random[3,3]; h = float[] {0.5}; , y = local.Clipped(x, W, , h); return y",
                        clipped))
                .becomes("p = MatMul(x, W); y = Clip(p, , h); rest = Neg(p); return y");
    }

    @Test
    void functionsWithoutProductsStay() {
        PASS.on(model(
                        "x: float[2]; y = local.Twice(x); return y",
                        LocalFunction.of("Twice", "a", "b", "b = Add(a, a)")))
                .leavesUnchanged();
    }

    @Test
    void functionsOfAnotherVersionStay() {
        FunctionBody ahead = DENSE.with(DENSE.nodes(), Map.of(Operator.ONNX, 18L));
        PASS.on(model("x: float[2,3]; W = random[3,3]; b = random[3]; y = local.Dense(x, W, b); return y", ahead))
                .leavesUnchanged();
    }

    @Test
    void functionsWithSubgraphsStay() {
        FunctionBody choosing = LocalFunction.of("Choosing", "flag,a,w", "b", """
                p = MatMul(a, w)
                b = If(flag) {then_branch={t = Relu(p); return t}, else_branch={e = Neg(p); return e}}
                """);
        PASS.on(model(
                        "flag: bool[]; x: float[2,3]; W = random[3,3]; y = local.Choosing(flag, x, W); return y",
                        choosing))
                .leavesUnchanged();
    }

    @Test
    void attributesComeFromTheCallOrFromTheDefault() throws IOException {
        Path file = folder.resolve("references.onnx");
        FunctionBody scaled = LocalFunction.of("Scaled", "a,w", "b", "b = Gemm(a, w) {alpha=2.0, transB=1}");
        OnnxWriter.write(model("""
                        x: float[2,3]; W = random[3,3]
                        d = local.Scaled(x, W) {factor=0.5}
                        y = local.Scaled(d, W)
                        return y
                        """, scaled), file);
        Files.write(
                file,
                withReferences(ModelProto.parseFrom(Files.readAllBytes(file))).toByteArray());
        PASS.on(OnnxReader.read(file)).becomes("""
                d = Gemm(x, W) {alpha=0.5}
                y = Gemm(d, W) {alpha=3.0}
                return y
                """);
    }

    /** Gemm's alpha is the function's factor, 3 where it is left out, and its transB one without a default. */
    private static ModelProto withReferences(ModelProto model) {
        FunctionProto.Builder function = model.getFunctions(0).toBuilder();
        function.getNodeBuilder(0)
                .clearAttribute()
                .addAttribute(reference("alpha", "factor", AttributeType.FLOAT))
                .addAttribute(reference("transB", "transposed", AttributeType.INT));
        function.addAttribute("transposed")
                .addAttributeProto(AttributeProto.newBuilder()
                        .setName("factor")
                        .setType(AttributeType.FLOAT)
                        .setF(3));
        return model.toBuilder().setFunctions(0, function).build();
    }

    private static AttributeProto reference(String name, String parameter, AttributeType type) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(type)
                .setRefAttrName(parameter)
                .build();
    }

    @Test
    void whatIsInsideGetsTheCallersName() {
        Model before = model(
                "x: float[2,3]; W = random[3,3]; b = random[3]; [first] d = local.Dense(x, W, b); "
                        + "[second] y = local.Dense(d, W, b); return y",
                DENSE);
        assertThat(new InlineFunctions().apply(before, new Trace()).graph().nodes())
                .extracting(Node::name)
                .containsExactly("first/MatMul", "first/Add", "second/MatMul", "second/Add");
    }
}
