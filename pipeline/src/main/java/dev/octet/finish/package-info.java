/**
 * The last step before a quantized model is written: takes out what its codes make needless, and arranges what stays
 * float so that ONNX Runtime's CPU provider computes it sooner. Results are the same but for rounding.
 *
 * <p>Only when the plan is carried out is it known what stays float: on integers the same nodes are better left as they
 * were, so that none of this can be done in preparation.
 */
@NullMarked
package dev.octet.finish;

import org.jspecify.annotations.NullMarked;
