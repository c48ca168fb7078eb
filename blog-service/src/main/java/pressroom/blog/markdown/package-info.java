/** From what authors write to what browsers may show: one renderer and one sanitiser for pages and previews. */
@NullMarked
package pressroom.blog.markdown;

import org.jspecify.annotations.NullMarked;
