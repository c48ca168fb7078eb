/** Importable posts: Markdown files with front matter, read from a directory or a zip. */
@NullMarked
package pressroom.posts;

import org.jspecify.annotations.NullMarked;
