/**
 * The search team's consumer group: keeps an Elasticsearch index of all readable posts, and answers searches from it.
 *
 * <p>Writing: {@link pressroom.search.IndexBlogs} turns events into versioned documents, sent in bulks. Reading:
 * {@link pressroom.search.SearchController} answers {@code GET /api/search}. Both know nothing but the alias;
 * {@link pressroom.search.BlogsIndex} makes the index behind it.
 */
@NullMarked
package pressroom.search;

import org.jspecify.annotations.NullMarked;
