package dev.octet.compare.gate;

import dev.octet.error.OctetException;
import java.util.List;

/** Which units a limit may be written in. */
final class Units {
    private Units() {}

    /**
     * Refuses any other unit; none at all is always right.
     *
     * @throws OctetException of kind CONFIGURATION
     */
    static void require(Criterion criterion, List<String> units) {
        String unit = criterion.limit().unit();
        if (!unit.isEmpty() && !units.contains(unit)) {
            throw OctetException.configuration("'%s': expected %s, got the unit '%s'"
                    .formatted(
                            criterion,
                            units.isEmpty() ? "a number without a unit" : "a number in " + String.join(" or ", units),
                            unit));
        }
    }
}
