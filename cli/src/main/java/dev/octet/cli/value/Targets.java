package dev.octet.cli.value;

import dev.octet.error.NearestName;
import dev.octet.place.Target;
import dev.octet.place.TargetTable;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The targets that {@code --target} takes; {@code host} is the one that octet runs on. */
public final class Targets implements ITypeConverter<Target>, Iterable<String> {
    private static final String HOST = "host";

    @Override
    public Target convert(String text) {
        if (text.equals(HOST)) {
            return TargetTable.host();
        }
        return TargetTable.TARGETS.stream()
                .filter(target -> target.name().equals(text))
                .findFirst()
                .orElseThrow(() -> new TypeConversionException("expected one of %s, got '%s'%s"
                        .formatted(String.join(", ", names()), text, NearestName.hint(text, names()))));
    }

    @Override
    public Iterator<String> iterator() {
        return names().iterator();
    }

    private static List<String> names() {
        return Stream.concat(Stream.of(HOST), TargetTable.TARGETS.stream().map(Target::name))
                .toList();
    }
}
