/** The group's gaps, for its operators: which records were deleted before the group read them, and that they are mended. */
@NullMarked
package pressroom.consumer.gaps;

import org.jspecify.annotations.NullMarked;
