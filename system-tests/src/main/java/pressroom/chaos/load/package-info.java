/** Authors who publish, edit and unpublish while things break, and remember what they were told. */
@NullMarked
package pressroom.chaos.load;

import org.jspecify.annotations.NullMarked;
