package dev.octet.calibrate.data;

import dev.octet.tensor.Tensor;
import java.util.Map;

/** One set of inputs for one run of a model. It may be read only when {@link #inputs()} is called. */
public interface Sample {
    /** How to name the sample to a person: usually its file, relative to the folder. */
    String id();

    /**
     * What the sample belongs to: its class folder or its recording; empty where there is none. A choice of samples is
     * spread over groups, and a model's state is reset where one ends.
     */
    default String group() {
        return "";
    }

    /**
     * The tensors by input name. May read a file, and reads it again when called again.
     *
     * @throws dev.octet.error.OctetException of kind INVALID_DATA, naming the sample, if it cannot be read or does not
     *     fit the model
     */
    Map<String, Tensor> inputs();

    /** A sample that is in memory already. */
    static Sample of(String id, Map<String, Tensor> inputs) {
        return new LoadedSample(id, inputs);
    }
}
