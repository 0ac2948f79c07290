package dev.octet.calibrate.data;

import dev.octet.calibrate.table.Cells;
import dev.octet.error.OctetException;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Decides how lines become samples: from the kind of file, the settings, the model, and the first line. */
final class LinePlans {
    /** A first line of only such words is taken for a header where cells are texts. */
    private static final Set<String> HEADER_WORDS = Set.of(
            "id",
            "idx",
            "index",
            "text",
            "text1",
            "text2",
            "sentence",
            "sentence1",
            "sentence2",
            "question",
            "question1",
            "question2",
            "premise",
            "hypothesis",
            "content",
            "query",
            "review",
            "title",
            "label",
            "score",
            "sentiment");

    private final DataKind kind;
    private final DataContext context;
    private final Optional<TokenInputs> tokens;

    private LinePlans(DataKind kind, DataContext context, Optional<TokenInputs> tokens) {
        this.kind = kind;
        this.context = context;
        this.tokens = tokens;
    }

    static LinePlans of(DataKind kind, DataContext context) {
        Optional<TokenInputs> tokens = TokenInputs.of(context);
        if (kind == DataKind.TEXT && tokens.isEmpty()) {
            throw OctetException.configuration(
                    "Texts need a tokenizer and a model that takes tokens; put tokenizer.json beside the data or name it");
        }
        return new LinePlans(kind, context, tokens);
    }

    Lines.Plan of(NamedFile file, String firstLine) throws IOException {
        return switch (kind) {
            case TEXT -> new Lines.Plan(false, List.of(tokens.orElseThrow()::tokenized));
            case JSON_LINES -> jsonLines();
            default -> table(file, firstLine);
        };
    }

    private Lines.Plan jsonLines() {
        return new Lines.Plan(
                false,
                tokens.isPresent()
                        ? JsonTexts.readers(tokens.get(), context.settings())
                        : List.of(new JsonTensors(context.model())::read));
    }

    private Lines.Plan table(NamedFile file, String firstLine) throws IOException {
        Cells cells = DataKind.extension(file.name()).equals("tsv") ? Cells.TABS : Cells.COMMAS;
        List<String> first = cells.split(firstLine);
        if (tokens.isEmpty()) {
            NumberTable table = NumberTable.of(cells, first, context);
            return new Lines.Plan(table.hasHeader(), List.of(table::read));
        }
        boolean named = context.settings().columns().stream().anyMatch(first::contains);
        boolean header = named
                || first.stream()
                        .allMatch(cell -> HEADER_WORDS.contains(cell.strip().toLowerCase(Locale.ROOT)));
        Columns columns = Columns.of(context.settings().columns(), header ? first : List.of(), first.size());
        return new Lines.Plan(header, TableTexts.readers(cells, columns.orFirst(), tokens.get(), context.settings()));
    }
}
