package dev.octet.affine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.graph.Model;
import dev.octet.runtime.OptimizationLevel;
import dev.octet.runtime.Session;
import dev.octet.runtime.SessionSettings;
import dev.octet.tensor.ElementType;
import dev.octet.tensor.Shape;
import dev.octet.tensor.Tensor;
import dev.octet.testing.GraphText;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The bits of QuantizeLinear and DequantizeLinear, as ONNX Runtime computes them, are the bits of
 * {@link TensorQuantizer}.
 */
class OnnxRuntimeAgreementTest {
    private static final SessionSettings AS_WRITTEN = SessionSettings.defaults().withLevel(OptimizationLevel.NONE);
    private static final float[] SCALES = {
        1, 0.1f, 0.0039215684f, 0x1p-7f, 1e-40f, Float.MIN_VALUE, 7e30f, Float.MIN_NORMAL
    };

    @ParameterizedTest
    @EnumSource(
            value = QuantizedType.class,
            names = {"UINT8", "INT8", "UINT16", "INT16", "UINT4", "INT4"})
    void aTensorHasTheCodesAndComesBackAsOnnxRuntimeHasIt(QuantizedType type) {
        Random random = new Random(type.bits());
        for (float scale : SCALES) {
            Affine affine = new Affine(type, scale, zeroPoint(type, random));
            assertAgreement(values(Shape.of(2, 4501), random, scale), new PerTensor(affine));
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = QuantizedType.class,
            names = {"UINT8", "INT8", "UINT16", "INT16", "UINT4", "INT4"})
    void channelsOnAnyAxisHaveTheCodesThatOnnxRuntimeGivesThem(QuantizedType type) {
        Random random = new Random(type.bits() + 1);
        Shape shape = Shape.of(7, 5, 8, 3);
        for (int axis = 0; axis < shape.rank(); axis++) {
            PerChannel quantization = new PerChannel(
                    axis,
                    IntStream.range(0, (int) shape.dimension(axis))
                            .mapToObj(channel -> new Affine(type, scale(type, random), zeroPoint(type, random)))
                            .toList());
            Tensor values = values(shape, random, 0.1f);
            assertAgreement(type.bits() == 4 ? withinInt32(values) : values, quantization);
        }
    }

    private static float scale(QuantizedType type, Random random) {
        return type.bits() == 4 ? 0.01f + random.nextFloat() : SCALES[random.nextInt(SCALES.length)];
    }

    /**
     * ONNX Runtime 1.29 converts 4-bit codes per channel to int32 before it saturates them, and what int32 cannot hold
     * comes out at the wrong end. Ours saturate, so values that far out are not compared.
     */
    private static Tensor withinInt32(Tensor values) {
        float[] elements = values.toFloats();
        for (int i = 0; i < elements.length; i++) {
            elements[i] = Math.max(-1e7f, Math.min(1e7f, elements[i]));
        }
        return Tensor.ofFloats(values.shape(), elements);
    }

    @Test
    void aRangeWithoutWidthAgreesToo() {
        for (Scheme scheme : new Scheme[] {Scheme.UINT8_ASYMMETRIC, Scheme.INT8_ASYMMETRIC}) {
            Affine affine = Affine.of(Range.ZERO, scheme);
            assertAgreement(values(Shape.of(500), new Random(3), 1), new PerTensor(affine));
        }
    }

    @Test
    void int32CodesComeBackAsOnnxRuntimeHasThem() {
        PerChannel quantization = new PerChannel(
                0,
                IntStream.range(0, 50)
                        .mapToObj(channel -> new Affine(QuantizedType.INT32, 1e-9f * (channel + 1), 0))
                        .toList());
        Random random = new Random(4);
        Tensor codes = Tensor.ofInts(
                Shape.of(50), IntStream.generate(random::nextInt).limit(50).toArray());
        Model model = GraphText.parse("""
                opset 13
                q: int32[50]
                s = values[50] {%s}
                y = DequantizeLinear(q, s) {axis=0}
                return y
                """.formatted(floats(quantization.scaleTensor())));

        assertThat(run(model, "q", codes).get(0).toFloats())
                .isEqualTo(TensorQuantizer.dequantize(codes, quantization).toFloats());
    }

    @Test
    void float16ComesBackAsOnnxRuntimeHasIt() {
        Affine affine = Affine.of(new Range(-3, 5), Scheme.UINT8_ASYMMETRIC, ElementType.FLOAT16);
        byte[] all = new byte[256];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }
        Tensor codes = Tensor.ofBytes(ElementType.UINT8, Shape.of(256), all);
        Model model = GraphText.parse("""
                ir 9
                opset 19
                q: uint8[256]
                s = float16[] {%s}
                z = uint8[] {%d}
                y = DequantizeLinear(q, s, z)
                return y
                """.formatted(affine.scale(), affine.zeroPoint()));
        Tensor ours = TensorQuantizer.dequantize(codes, new PerTensor(affine), ElementType.FLOAT16);

        assertThat(run(model, "q", codes).get(0).data().buffer())
                .isEqualTo(ours.data().buffer());
    }

    private static void assertAgreement(Tensor values, Quantization quantization) {
        List<Tensor> theirs = run(model(values.shape(), quantization), "x", values);
        Tensor codes = TensorQuantizer.quantize("x", values, quantization);

        assertThat(codes.toLongs()).isEqualTo(theirs.get(0).toLongs());
        assertThat(TensorQuantizer.dequantize(codes, quantization).toFloats())
                .usingComparator((a, b) -> Arrays.equals(a, b) ? 0 : 1)
                .isEqualTo(theirs.get(1).toFloats());
        assertThat(codes.toLongs()).isEqualTo(oneByOne(values, quantization));
    }

    /** The codes by {@link Affine#quantize}, element by element. */
    private static long[] oneByOne(Tensor values, Quantization quantization) {
        float[] elements = values.toFloats();
        long[] codes = new long[elements.length];
        for (int i = 0; i < codes.length; i++) {
            Affine affine;
            if (quantization instanceof PerChannel channels) {
                int axis = channels.axis();
                long inner =
                        values.shape().elementCount(axis + 1, values.shape().rank());
                affine = channels.affines().get((int) (i / inner % channels.channels()));
            } else {
                affine = ((PerTensor) quantization).affine();
            }
            codes[i] = affine.quantize(elements[i]);
        }
        return codes;
    }

    /** Codes leave as int32, since the Java API cannot read every type. */
    private static Model model(Shape shape, Quantization quantization) {
        boolean perChannel = quantization instanceof PerChannel;
        int channels = perChannel ? ((PerChannel) quantization).channels() : 1;
        String dimension = perChannel ? Integer.toString(channels) : "";
        return GraphText.parse("""
                ir 10
                opset 21
                x: float%s
                s = float[%s] {%s}
                z = %s[%s] {%s}
                q = QuantizeLinear(x, s, z) {axis=%d}
                codes = Cast(q) {to=6}
                y = DequantizeLinear(q, s, z) {axis=%d}
                return codes, y
                """.formatted(
                        shape,
                        dimension,
                        floats(quantization.scaleTensor()),
                        quantization.type().onnxName(),
                        dimension,
                        LongStream.of(quantization.zeroPointTensor().toLongs())
                                .mapToObj(Long::toString)
                                .collect(Collectors.joining(", ")),
                        axis(quantization),
                        axis(quantization)));
    }

    private static int axis(Quantization quantization) {
        return quantization instanceof PerChannel channels ? channels.axis() : 0;
    }

    private static String floats(Tensor tensor) {
        float[] elements = tensor.toFloats();
        return IntStream.range(0, elements.length)
                .mapToObj(i -> Float.toString(elements[i]))
                .collect(Collectors.joining(", "));
    }

    private static List<Tensor> run(Model model, String input, Tensor value) {
        try (Session session = Session.open(model, AS_WRITTEN)) {
            return List.copyOf(session.run(Map.of(input, value)).values());
        }
    }

    private static long zeroPoint(QuantizedType type, Random random) {
        long span = type.max() - type.min() + 1;
        return switch (random.nextInt(3)) {
            case 0 -> type.min();
            case 1 -> type.max();
            default -> type.min() + random.nextInt((int) span);
        };
    }

    /** Random values around the codes, ties between them, and the ends of binary32. */
    private static Tensor values(Shape shape, Random random, float scale) {
        float[] values = new float[(int) shape.elementCount()];
        for (int i = 0; i < values.length; i++) {
            values[i] = switch (i % 5) {
                case 0 -> clamp((random.nextInt(700) - 350 + 0.5f) * scale);
                case 1 -> clamp((float) random.nextGaussian() * 70000 * scale);
                case 2 -> Float.intBitsToFloat(random.nextInt() & 0xff7fffff);
                case 3 -> clamp((float) random.nextGaussian() * 100 * scale);
                default -> edge(random);
            };
        }
        return Tensor.ofFloats(shape, values);
    }

    private static float clamp(float value) {
        return Math.max(-Float.MAX_VALUE, Math.min(Float.MAX_VALUE, value));
    }

    private static float edge(Random random) {
        float[] edges = {
            0,
            -0f,
            Float.MIN_VALUE,
            -Float.MIN_VALUE,
            Float.MIN_NORMAL,
            Float.MAX_VALUE,
            -Float.MAX_VALUE,
            1e-40f,
            0.5f,
            1.5f,
            -2.5f,
            127.5f,
            128,
            -128.5f,
            255.5f,
            32767.5f,
            65535.5f,
            -32768.5f
        };
        return edges[random.nextInt(edges.length)];
    }
}
