package dev.octet.progress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.octet.error.Kind;
import dev.octet.error.OctetException;
import org.junit.jupiter.api.Test;

class CancellationTest {
    @Test
    void letsWorkGoOnUntilSomebodyAsks() {
        Cancellation cancellation = new Cancellation();

        assertThatCode(cancellation::check).doesNotThrowAnyException();
        cancellation.request();

        assertThat(cancellation.isRequested()).isTrue();
        assertThatThrownBy(cancellation::check)
                .isInstanceOfSatisfying(
                        OctetException.class,
                        failure -> assertThat(failure.kind()).isEqualTo(Kind.CANCELLED));
    }
}
