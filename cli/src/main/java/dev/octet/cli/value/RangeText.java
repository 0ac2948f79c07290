package dev.octet.cli.value;

import dev.octet.affine.Scheme;
import dev.octet.error.OctetException;
import dev.octet.observe.RangeMethod;
import java.util.Arrays;
import java.util.Iterator;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * What {@code --range} takes. The text is kept, because the estimator depends on the target; whether it is right is
 * checked at once.
 */
public final class RangeText implements ITypeConverter<String>, Iterable<String> {
    @Override
    public String convert(String text) {
        try {
            RangeMethod.parse(text, Scheme.UINT8_ASYMMETRIC);
            return text;
        } catch (OctetException wrong) {
            throw new TypeConversionException(String.valueOf(wrong.getMessage()));
        }
    }

    @Override
    public Iterator<String> iterator() {
        return Arrays.stream(RangeMethod.values()).map(RangeMethod::optionName).iterator();
    }
}
