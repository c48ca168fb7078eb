package pressroom.blog.web;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.util.unit.DataSize;
import pressroom.http.BodyRule;
import pressroom.http.BodyRules;

/** The calls and pages that take a body, and what each may cost. */
@Configuration(proxyBeanMethods = false)
class BlogBodies {

    /** Longest JSON of a post. Less than an event may have, since the event repeats it. */
    static final DataSize MOST_JSON = DataSize.ofBytes(1_900_000);

    /** A post's text of 1 MiB in a form: up to three bytes for each of its own. */
    private static final DataSize MOST_FORM = DataSize.ofMegabytes(4);

    private static final DataSize MOST_TEXT = DataSize.ofMegabytes(1);
    private static final DataSize SMALL_FORM = DataSize.ofKilobytes(16);
    /** A little more than pressroom.imports.max-zip, for the form around it. */
    private static final DataSize MOST_UPLOAD = DataSize.ofMegabytes(258);

    /** Text, event and the statement that writes both, until the commit. Estimated; 64 clients with 1 MB try it. */
    private static final int POST_COPIES = 6;

    /** The decoded text and what becomes of it; a form's bytes are let go of once its fields are read. */
    private static final int FORM_COPIES = 3;

    private static final int SMALL_COPIES = 8;

    @Bean
    BodyRules bodiesOfBlogs() {
        return new BodyRules(
                BodyRule.json(HttpMethod.POST, "/api/blogs", MOST_JSON, POST_COPIES),
                BodyRule.json(HttpMethod.PUT, "/api/blogs/*", MOST_JSON, POST_COPIES),
                BodyRule.json(HttpMethod.POST, "/ops/**", SMALL_FORM, SMALL_COPIES),
                BodyRule.upload("/api/imports", MOST_UPLOAD),
                BodyRule.upload("/imports", MOST_UPLOAD),
                BodyRule.text("/preview", MOST_TEXT, POST_COPIES),
                BodyRule.form("/write", MOST_FORM, FORM_COPIES),
                BodyRule.form("/posts/*/edit", MOST_FORM, FORM_COPIES),
                BodyRule.form("/sign-in", SMALL_FORM, SMALL_COPIES),
                BodyRule.form("/sign-out", SMALL_FORM, SMALL_COPIES),
                BodyRule.form("/posts/*/unpublish", SMALL_FORM, SMALL_COPIES),
                BodyRule.form("/imports/*/cancel", SMALL_FORM, SMALL_COPIES));
    }
}
