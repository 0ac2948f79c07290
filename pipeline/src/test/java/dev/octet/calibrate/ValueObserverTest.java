package dev.octet.calibrate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ValueObserverTest {
    private static ValueObserver observed(float... values) {
        ValueObserver observer = new ValueObserver();
        observer.observe(values, values.length);
        return observer;
    }

    @Test
    void ordersAllSortsOfNumbers() {
        assertThat(observed(-0f, 0f).min()).isEqualTo(-0f);
        assertThat(observed(-1, -2).min()).isEqualTo(-2f);
        assertThat(observed(-1, -2).max()).isEqualTo(-1f);
        assertThat(observed(Float.MIN_VALUE, -Float.MIN_VALUE).min()).isEqualTo(-Float.MIN_VALUE);
        assertThat(observed(Float.MAX_VALUE, -Float.MAX_VALUE).max()).isEqualTo(Float.MAX_VALUE);
    }

    @Test
    void countsEveryKindOfNanAndInfinityApart() {
        float negativeNan = Float.intBitsToFloat(0xffc00001);
        ValueObserver observer =
                observed(1, Float.NaN, negativeNan, Float.POSITIVE_INFINITY, 3, Float.NEGATIVE_INFINITY);

        assertThat(observer.nonFiniteCount()).isEqualTo(4);
        assertThat(observer.finiteCount()).isEqualTo(2);
        assertThat(observer.min()).isEqualTo(1f);
        assertThat(observer.max()).isEqualTo(3f);
        assertThat(observed(Float.NaN).isEmpty()).isTrue();
    }

    @Test
    void looksOnlyAtTheFirstElements() {
        ValueObserver observer = new ValueObserver();

        observer.observe(new float[] {5, 6, Float.NaN, 99}, 2);

        assertThat(observer.max()).isEqualTo(6f);
        assertThat(observer.nonFiniteCount()).isZero();
    }

    @Test
    void mergingGivesWhatOneWouldHaveSeen() {
        Random random = new Random(11);
        ValueObserver whole = new ValueObserver();
        ValueObserver merged = new ValueObserver();
        for (int part = 0; part < 20; part++) {
            float[] values = new float[random.nextInt(50)];
            for (int i = 0; i < values.length; i++) {
                values[i] = random.nextInt(30) == 0 ? Float.NaN : (float) random.nextGaussian() * 100;
            }
            whole.observe(values, values.length);
            merged.merge(observed(values));
        }

        assertThat(merged.min()).isEqualTo(whole.min());
        assertThat(merged.max()).isEqualTo(whole.max());
        assertThat(merged.finiteCount()).isEqualTo(whole.finiteCount());
        assertThat(merged.nonFiniteCount()).isEqualTo(whole.nonFiniteCount());
    }
}
