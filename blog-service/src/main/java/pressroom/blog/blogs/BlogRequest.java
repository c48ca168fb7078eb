package pressroom.blog.blogs;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an author sends. Nothing of it is trusted yet; fields that are not named here, such as an author, are ignored. */
@Schema(example = """
                {"title": "Hello", "body": "My **first** post.", "tags": ["hello"]}
                """)
public record BlogRequest(
        @Schema(requiredMode = Schema.RequiredMode.REQUIRED, maxLength = 300) @Nullable
        String title,

        @Schema(requiredMode = Schema.RequiredMode.REQUIRED, description = "Markdown, at most 1 MiB.") @Nullable
        String body,

        @Nullable List<@Nullable String> tags,
        @Nullable String publishedAt) {}
