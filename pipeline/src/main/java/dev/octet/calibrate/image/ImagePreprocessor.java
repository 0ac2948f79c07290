package dev.octet.calibrate.image;

import dev.octet.error.OctetException;
import dev.octet.graph.Dimension;
import dev.octet.graph.ValueType.TensorType;
import dev.octet.tensor.Shape;
import dev.octet.tensor.Tensor;
import java.util.List;
import java.util.Optional;

/** Turns images into one input of a model. Safe to use from several threads. */
public final class ImagePreprocessor {
    private final Preprocessing said;
    private final TensorType type;
    private final ImageInput input;
    private final Resizing resizing;

    /**
     * Prepares for one input of a model.
     *
     * @throws OctetException of kind CONFIGURATION if the preprocessing cannot fit the input
     */
    public ImagePreprocessor(Preprocessing said, TensorType type) {
        this.said = said;
        this.type = type;
        this.input = ImageInput.of(type, said);
        this.resizing = new Resizing(said);
        ChannelTables.requireSupported(said, type.element());
        input.channels().ifPresent(this::requireChannels);
    }

    private void requireChannels(int channels) {
        if (channels != 1 && channels != 3) {
            throw OctetException.configuration(
                    "Expected a model input of 1 or 3 channels for images, got %s in %s; if the channels are the last axis, say layout: nhwc"
                            .formatted(channels, type));
        }
        int given = said.color().map(ColorOrder::channels).orElse(channels);
        if (given != channels) {
            throw OctetException.configuration("The model's input %s takes %d channel(s), but color: %s gives %d"
                    .formatted(type, channels, said.color().orElseThrow(), given));
        }
    }

    /**
     * The image as the model wants it, with a batch axis of 1 where the model has one.
     *
     * @throws IllegalArgumentException if the image cannot be cropped as asked; the message continues "image X: ..."
     */
    public Tensor apply(Pixels pixels) {
        ColorOrder color = said.color().orElseGet(() -> defaultColor(pixels));
        Pixels colored = color == ColorOrder.GRAY ? pixels.toGray() : pixels.toColor();
        Pixels sized = resizing.apply(colored, input.size());
        ChannelTables tables = ChannelTables.of(said, color);
        Tensor tensor = tables.fill(sized, input.layout(), input.element());
        return input.isFlat() ? poured(tensor) : tensor.reshaped(shape(sized));
    }

    /** Gray for one channel, or where a flat input has just one number a pixel; RGB otherwise. */
    private ColorOrder defaultColor(Pixels pixels) {
        boolean one = input.channels().filter(count -> count == 1).isPresent();
        Pixels sized = input.isFlat() ? resizing.apply(pixels, Optional.empty()) : pixels;
        boolean oneEach = input.flatCount()
                .filter(count -> count == (long) sized.height() * sized.width())
                .isPresent();
        return one || oneEach ? ColorOrder.GRAY : ColorOrder.RGB;
    }

    private Shape shape(Pixels sized) {
        long height = sized.height();
        long width = sized.width();
        long channels = sized.channels();
        boolean batch = input.rank() == 4;
        if (input.layout() == Layout.NCHW) {
            return batch ? Shape.of(1, channels, height, width) : Shape.of(channels, height, width);
        }
        return batch ? Shape.of(1, height, width, channels) : Shape.of(height, width, channels);
    }

    /** The numbers in the model's own shape if there are as many as it holds, else in theirs, for an error to show. */
    private Tensor poured(Tensor tensor) {
        if (input.flatCount().filter(count -> count == tensor.elementCount()).isEmpty()) {
            return tensor;
        }
        List<Dimension> dimensions = type.dimensions().orElseThrow();
        return tensor.reshaped(Shape.of(dimensions.stream()
                .mapToLong(one -> one instanceof Dimension.Known known ? known.size() : 1)
                .toArray()));
    }
}
