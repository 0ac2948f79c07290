package dev.octet.rewrite;

import dev.octet.graph.Model;
import dev.octet.graph.ValueType;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The types of a model's values, asked for when they are first needed. Not thread-safe. */
final class TypesOnce implements Supplier<Map<String, ValueType>> {
    private final TypeSource source;
    private final Model model;
    private Optional<Map<String, ValueType>> types = Optional.empty();

    TypesOnce(TypeSource source, Model model) {
        this.source = source;
        this.model = model;
    }

    @Override
    public Map<String, ValueType> get() {
        if (types.isEmpty()) {
            types = Optional.of(source.types(model));
        }
        return types.get();
    }
}
