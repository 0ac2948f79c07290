package dev.octet.calibrate.data;

import dev.octet.calibrate.image.ImagePreprocessor;
import dev.octet.calibrate.image.Pixels;
import dev.octet.calibrate.image.Preprocessing;
import dev.octet.graph.ValueType.TensorType;
import dev.octet.tensor.ElementType;
import dev.octet.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Turns arrays of pixels into the numbers a model takes, where preprocessing asks for it. */
final class ArrayReaders {
    private final Preprocessing preprocessing;
    private final ModelInputs model;
    private final boolean mayHoldImages;

    /** @param alwaysImages whether bytes are pixels even if preprocessing says nothing, as in idx files */
    ArrayReaders(Preprocessing preprocessing, ModelInputs model, boolean alwaysImages) {
        this.preprocessing = preprocessing;
        this.model = model;
        this.mayHoldImages = alwaysImages || preprocessing.saysAnything();
    }

    /** The arrays with those replaced that hold pixels for an input of a floating type. */
    Map<String, Tensor> convert(Map<String, Tensor> arrays) {
        Map<String, Tensor> converted = new LinkedHashMap<>();
        arrays.forEach((name, array) -> converted.put(name, convert(name, array)));
        return converted;
    }

    private Tensor convert(String name, Tensor array) {
        if (!mayHoldImages
                || array.type() != ElementType.UINT8
                || !model.names().contains(name)) {
            return array;
        }
        TensorType type = model.type(name);
        Optional<Pixels> pixels = type.element().isFloating() ? Conversions.pixels(array) : Optional.empty();
        return pixels.map(image -> new ImagePreprocessor(preprocessing, type).apply(image))
                .orElse(array);
    }
}
