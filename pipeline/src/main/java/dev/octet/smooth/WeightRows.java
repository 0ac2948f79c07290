package dev.octet.smooth;

import dev.octet.graph.Graph;
import dev.octet.tensor.Shape;
import dev.octet.tensor.Tensor;
import java.util.Arrays;
import java.util.List;

/** A weight as rows, one for each channel of the value that it meets. */
final class WeightRows {
    private final float[] elements;
    private final int outputs;

    private WeightRows(float[] elements, int outputs) {
        this.elements = elements;
        this.outputs = outputs;
    }

    static WeightRows of(ChannelConstant constant, Graph graph) {
        Tensor tensor = constant.tensor(graph);
        int outputs = Math.toIntExact(tensor.shape().dimension(1 - constant.axis()));
        float[] elements = tensor.toFloats();
        return new WeightRows(constant.axis() == 0 ? elements : transposed(elements, outputs), outputs);
    }

    private static float[] transposed(float[] elements, int outputs) {
        int channels = elements.length / outputs;
        float[] rows = new float[elements.length];
        for (int i = 0; i < elements.length; i++) {
            rows[i % channels * outputs + i / channels] = elements[i];
        }
        return rows;
    }

    /** Some of the rows as a matrix {@code [channels, outputs]}. */
    Tensor rows(List<Integer> channels) {
        float[] some = new float[channels.size() * outputs];
        for (int i = 0; i < channels.size(); i++) {
            System.arraycopy(elements, channels.get(i) * outputs, some, i * outputs, outputs);
        }
        return Tensor.ofFloats(Shape.of(channels.size(), outputs), some);
    }

    /** The largest magnitude of a row. */
    float magnitude(int channel) {
        float largest = 0;
        for (int output = 0; output < outputs; output++) {
            largest = Math.max(largest, Math.abs(elements[channel * outputs + output]));
        }
        return largest;
    }

    /** The sum of all squares, each row multiplied by its factor. */
    double squares(float[] factors) {
        double sum = 0;
        for (int i = 0; i < elements.length; i++) {
            double element = (double) elements[i] * factors[i / outputs];
            sum += element * element;
        }
        return sum;
    }

    /**
     * The sum over all output channels of the squared length of a step, each row multiplied by its factor.
     *
     * @param steps steps between zero and the largest magnitude of an output channel
     */
    double squaredSteps(float[] factors, double steps) {
        double[] largest = new double[outputs];
        for (int i = 0; i < elements.length; i++) {
            double element = Math.abs((double) elements[i] * factors[i / outputs]);
            largest[i % outputs] = Math.max(largest[i % outputs], element);
        }
        return Arrays.stream(largest).map(range -> Math.pow(range / steps, 2)).sum();
    }
}
