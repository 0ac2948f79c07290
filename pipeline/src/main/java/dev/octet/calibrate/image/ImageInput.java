package dev.octet.calibrate.image;

import dev.octet.graph.Dimension;
import dev.octet.graph.ValueType.TensorType;
import dev.octet.tensor.ElementType;
import java.util.List;
import java.util.Optional;

/**
 * What a model's input says about the images that it takes.
 *
 * @param element the element type
 * @param channels number of channels, where the shape says it
 * @param size height and width, where the shape says both
 * @param layout order of the axes
 * @param rank number of dimensions: 4 with a batch axis, 3 without; anything else is {@link #isFlat() flat}
 * @param flatCount elements of one image in a flat input, where the shape says it
 */
record ImageInput(
        ElementType element,
        Optional<Integer> channels,
        Optional<Resize.Exact> size,
        Layout layout,
        int rank,
        Optional<Long> flatCount) {

    /** Reads the input's declared shape; an explicit layout wins over what the shape looks like. */
    static ImageInput of(TensorType type, Preprocessing said) {
        List<Dimension> dimensions = type.dimensions().orElse(List.of());
        int rank = type.dimensions().isEmpty() ? 4 : dimensions.size();
        if (rank == 4 && !dimensions.isEmpty()) {
            return image(type.element(), dimensions.subList(1, 4), 4, said);
        }
        if (rank == 4) {
            Layout layout = said.layout().orElse(Layout.NCHW);
            return new ImageInput(type.element(), Optional.empty(), Optional.empty(), layout, 4, Optional.empty());
        }
        // [1, 784, 1] is a flat vector, [3, 32, 32] an image without a batch axis.
        if (rank == 3
                && dimensions.stream()
                                .filter(one -> one.equals(new Dimension.Known(1)))
                                .count()
                        < 2) {
            return image(type.element(), dimensions, 3, said);
        }
        return new ImageInput(
                type.element(),
                Optional.empty(),
                Optional.empty(),
                said.layout().orElse(Layout.NCHW),
                rank,
                count(dimensions));
    }

    private static ImageInput image(ElementType element, List<Dimension> axes, int rank, Preprocessing said) {
        Layout layout = said.layout().orElse(looksChannelsLast(axes) ? Layout.NHWC : Layout.NCHW);
        Optional<Integer> channels = known(axes.get(layout == Layout.NCHW ? 0 : 2));
        Optional<Integer> height = known(axes.get(layout == Layout.NCHW ? 1 : 0));
        Optional<Integer> width = known(axes.get(layout == Layout.NCHW ? 2 : 1));
        Optional<Resize.Exact> size = height.isPresent() && width.isPresent()
                ? Optional.of(new Resize.Exact(height.get(), width.get()))
                : Optional.empty();
        return new ImageInput(element, channels, size, layout, rank, Optional.empty());
    }

    private static boolean looksChannelsLast(List<Dimension> axes) {
        return !isChannelCount(axes.get(0)) && isChannelCount(axes.get(2));
    }

    private static boolean isChannelCount(Dimension dimension) {
        return known(dimension).filter(size -> size == 1 || size == 3).isPresent();
    }

    private static Optional<Integer> known(Dimension dimension) {
        return dimension instanceof Dimension.Known known && known.size() > 0 && known.size() <= Integer.MAX_VALUE
                ? Optional.of((int) known.size())
                : Optional.empty();
    }

    /** Product of all dimensions; an unknown first one is the batch and counts as 1. */
    private static Optional<Long> count(List<Dimension> dimensions) {
        long count = 1;
        for (int axis = 0; axis < dimensions.size(); axis++) {
            if (dimensions.get(axis) instanceof Dimension.Known known) {
                count *= known.size();
            } else if (axis > 0) {
                return Optional.empty();
            }
        }
        return Optional.of(count);
    }

    /** Whether the input is no image but a vector that one is poured into, row by row. */
    boolean isFlat() {
        return (rank != 4 && rank != 3) || flatCount.isPresent();
    }
}
