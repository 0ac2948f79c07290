package dev.octet.calibrate.table;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import java.io.IOException;
import java.util.List;

/** Splits a row of a table into cells. */
public enum Cells {
    /** Commas between cells, double quotes around cells with commas, quotes or line breaks (RFC 4180). */
    COMMAS {
        @Override
        public List<String> split(String row) throws IOException {
            try (MappingIterator<String[]> rows = MAPPER.readerFor(String[].class)
                    .with(CsvParser.Feature.WRAP_AS_ARRAY)
                    .readValues(row)) {
                return List.of(rows.next());
            }
        }
    },
    /** Tabs between cells; quotes are nothing special (IANA's text/tab-separated-values). */
    TABS {
        @Override
        public List<String> split(String row) {
            return List.of(row.split("\t", -1));
        }
    };

    private static final CsvMapper MAPPER = new CsvMapper();

    /**
     * The cells of a row, quotes removed.
     *
     * @throws IOException if quotes do not match
     */
    public abstract List<String> split(String row) throws IOException;
}
