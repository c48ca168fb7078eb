package pressroom.blog.audit;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import pressroom.blog.web.Problem;
import pressroom.docs.Fails;

/** Tells services what is published, so that they can compare their stores with it. */
@RestController
@Tag(name = "ops")
class BlogStateOps {

    private static final int MOST = 1_000;
    /** They are part of the URL. */
    private static final int MOST_IDS = 100;

    private final BlogStateReader blogs;

    BlogStateOps(BlogStateReader blogs) {
        this.blogs = blogs;
    }

    /**
     * Tells digests of all blogs by bucket or, with {@code bucket} or {@code id}, the state of single blogs, without
     * their texts. Needs the role operator or auditor.
     *
     * @param firstBucket digests of this bucket, 0 to 255, and those behind it only
     * @param lastBucket digests of this bucket, 0 to 255, and those before it only
     * @param bucket only the blogs of this bucket, 0 to 255
     * @param id only these blogs, up to 100
     * @param after only blogs of the bucket behind this id: {@code next} of the page before
     * @param limit most blogs of the bucket, 1 to 1,000
     */
    @GetMapping("/ops/blogs")
    @Operation(operationId = "readBlogStates")
    @Fails({400, 401, 403, 503})
    BlogStates blogs(
            @RequestParam(defaultValue = "0") int firstBucket,
            @RequestParam(defaultValue = "255") int lastBucket,
            @RequestParam(required = false) @Nullable Integer bucket,
            @RequestParam(required = false) @Nullable List<UUID> id,
            @RequestParam(required = false) @Nullable UUID after,
            @RequestParam(defaultValue = "500") int limit) {
        if (bucket != null && id != null) {
            throw Problem.of(HttpStatus.BAD_REQUEST, "Give bucket or id, not both.");
        }
        if (id != null) {
            require(id.size() <= MOST_IDS, "At most 100 ids can be given.");
            return blogs.of(id);
        }
        if (bucket == null) {
            require(
                    firstBucket >= 0 && lastBucket < BlogStateReader.BUCKETS && firstBucket <= lastBucket,
                    "firstBucket and lastBucket are from 0 to 255, in this order.");
            return new BlogStates(blogs.buckets(firstBucket, lastBucket), null, null);
        }
        require(bucket >= 0 && bucket < BlogStateReader.BUCKETS, "bucket is from 0 to 255.");
        require(limit >= 1 && limit <= MOST, "limit is from 1 to 1,000.");
        return blogs.page(bucket, after, limit);
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw Problem.of(HttpStatus.BAD_REQUEST, otherwise);
        }
    }
}
