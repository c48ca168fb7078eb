package pressroom.blog.pages;

import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import pressroom.blog.blogs.Blog;
import pressroom.blog.blogs.BlogRequest;

/**
 * A post as it stands in a form.
 *
 * @param tags separated by commas; a comma of a tag's own has a backslash before it
 * @param key the Idempotency-Key of this form: made with it, kept until its post is published
 * @param version the version that is edited; null for a new post
 */
record PostForm(
        @Nullable String title,
        @Nullable String body,
        @Nullable String tags,
        @Nullable String key,
        @Nullable Integer version) {

    static PostForm empty() {
        return new PostForm("", "", "", newKey(), null);
    }

    static PostForm of(Blog blog) {
        String tags = blog.tags().stream().map(tag -> tag.replace(",", "\\,")).collect(Collectors.joining(", "));
        return new PostForm(blog.title(), blog.body(), tags, null, blog.version());
    }

    PostForm withNewKey() {
        return new PostForm(title, body, tags, newKey(), version);
    }

    PostForm ontoVersion(int other) {
        return new PostForm(title, body, tags, key, other);
    }

    /** Browsers send lines with CR LF, whatever was typed. */
    BlogRequest request() {
        String text = body == null ? "" : body.replace("\r\n", "\n");
        return new BlogRequest(title == null ? "" : title.strip(), text, tagList(), null);
    }

    /** Whether this blog says just what the form says: then it was saved by it, and only the answer was lost. */
    boolean says(Blog blog) {
        return blog.title().equals(request().title())
                && blog.body().equals(request().body())
                && blog.tags().equals(tagList());
    }

    /** As If-Match has it; a form without a version matches none. */
    String etag() {
        return '"' + String.valueOf(version) + '"';
    }

    /** Whether this version came right after the one that was edited. */
    boolean isFollowedBy(Blog blog) {
        return version != null && blog.version() == version + 1;
    }

    private List<String> tagList() {
        return Arrays.stream((tags == null ? "" : tags).split("(?<!\\\\),"))
                .map(tag -> tag.replace("\\,", ",").strip())
                .filter(tag -> !tag.isEmpty())
                .distinct()
                .toList();
    }

    private static String newKey() {
        return UUID.randomUUID().toString();
    }
}
