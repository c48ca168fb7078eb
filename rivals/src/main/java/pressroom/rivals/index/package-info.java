/** Rivals of search-indexer, with the same fields, mapping and versions; the one of blog-service writes to the index, too. */
@NullMarked
package pressroom.rivals.index;

import org.jspecify.annotations.NullMarked;
