package pressroom.blog.audit;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is published, as far as was asked for, at one snapshot.
 *
 * @param buckets every bucket, in order; null if one bucket or some blogs were asked for
 * @param blogs in the order of their ids; null if nothing but digests were asked for
 * @param next to be sent as {@code after} of the next call; null if there are no more
 */
record BlogStates(
        @Nullable List<BucketState> buckets,
        @Nullable List<BlogState> blogs,
        @Nullable UUID next) {}
