package dev.octet.cli.value;

import dev.octet.affine.block.BlockMethod;
import dev.octet.calibrate.CalibrationSettings.OnBadSample;
import dev.octet.calibrate.data.DataKind;
import dev.octet.calibrate.image.ColorOrder;
import dev.octet.calibrate.image.Interpolation;
import dev.octet.calibrate.image.Layout;
import dev.octet.calibrate.image.Preprocessing.PadPosition;
import dev.octet.calibrate.image.ResizeMode;
import dev.octet.calibrate.ranges.RangeFormat;
import dev.octet.codebook.CodebookKind;
import dev.octet.error.NearestName;
import dev.octet.place.PlacementSettings.Preference;
import dev.octet.place.QuantizedForm;
import dev.octet.weightonly.WeightForm;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * An option whose values are the constants of an enum, in small letters with hyphens: as in {@code preprocessing.yaml}.
 *
 * <p>Iterates over the values, for help and shell completion.
 */
public abstract class Choice<E extends Enum<E>> implements ITypeConverter<E>, Iterable<String> {
    private final E[] constants;
    private final List<String> names;

    private Choice(Class<E> type) {
        constants = type.getEnumConstants();
        names = Arrays.stream(constants).map(Choice::name).toList();
    }

    public static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    public E convert(String text) {
        int index = names.indexOf(text.toLowerCase(Locale.ROOT));
        if (index < 0) {
            throw new TypeConversionException("expected one of %s, got '%s'%s"
                    .formatted(String.join(", ", names), text, NearestName.hint(text, names)));
        }
        return constants[index];
    }

    @Override
    public Iterator<String> iterator() {
        return names.iterator();
    }

    public static final class OfColor extends Choice<ColorOrder> {
        OfColor() {
            super(ColorOrder.class);
        }
    }

    public static final class OfResizeMode extends Choice<ResizeMode> {
        OfResizeMode() {
            super(ResizeMode.class);
        }
    }

    public static final class OfInterpolation extends Choice<Interpolation> {
        OfInterpolation() {
            super(Interpolation.class);
        }
    }

    public static final class OfPadPosition extends Choice<PadPosition> {
        OfPadPosition() {
            super(PadPosition.class);
        }
    }

    public static final class OfLayout extends Choice<Layout> {
        OfLayout() {
            super(Layout.class);
        }
    }

    public static final class OfDataKind extends Choice<DataKind> {
        OfDataKind() {
            super(DataKind.class);
        }
    }

    public static final class OfBadSample extends Choice<OnBadSample> {
        OfBadSample() {
            super(OnBadSample.class);
        }
    }

    public static final class OfRangeFormat extends Choice<RangeFormat> {
        OfRangeFormat() {
            super(RangeFormat.class);
        }
    }

    public static final class OfPreference extends Choice<Preference> {
        OfPreference() {
            super(Preference.class);
        }
    }

    public static final class OfForm extends Choice<QuantizedForm> {
        OfForm() {
            super(QuantizedForm.class);
        }
    }

    public static final class OfMode extends Choice<Mode> {
        OfMode() {
            super(Mode.class);
        }
    }

    public static final class OfBlockMethod extends Choice<BlockMethod> {
        OfBlockMethod() {
            super(BlockMethod.class);
        }
    }

    public static final class OfCodebookKind extends Choice<CodebookKind> {
        OfCodebookKind() {
            super(CodebookKind.class);
        }
    }

    public static final class OfWeightForm extends Choice<WeightForm> {
        OfWeightForm() {
            super(WeightForm.class);
        }
    }

    public static final class OfOrientation extends Choice<Orientation> {
        OfOrientation() {
            super(Orientation.class);
        }
    }
}
