/** Importable posts: Markdown files with front matter, read from a directory or a zip. */
@NullMarked
package pressroom.cli.posts;

import org.jspecify.annotations.NullMarked;
