package pressroom.consumer.audit;

import java.io.IOException;
import java.net.http.HttpClient;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import org.springframework.web.util.UriBuilder;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is published, as blog-service's {@code GET /ops/blogs} tells it to the caller's own token. All methods throw
 * {@link BlogServiceUnavailable} if it does not.
 */
public final class PublishedBlogs {

    private static final int PAGE = 1_000;
    private static final int MOST_IDS = 100;

    private final AuditSettings settings;
    private final RestClient http;

    PublishedBlogs(AuditSettings settings, JsonMapper json) {
        this.settings = settings;
        JdkClientHttpRequestFactory requests = new JdkClientHttpRequestFactory(HttpClient.newBuilder()
                .connectTimeout(settings.connectTimeout())
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build());
        requests.setReadTimeout(settings.readTimeout());
        this.http = RestClient.builder()
                .baseUrl(settings.blogService().toString())
                .requestFactory(requests)
                .configureMessageConverters(
                        converters -> converters.withJsonConverter(new JacksonJsonHttpMessageConverter(json)))
                .build();
    }

    private record Answer(
            @Nullable List<BucketState> buckets,
            @Nullable List<BlogState> blogs,
            @Nullable UUID next) {}

    /**
     * The buckets that hold a blog, by number.
     *
     * @param first the first bucket, from 0
     * @param last the last one, up to 255
     */
    public Map<Integer, BucketState> buckets(String token, int first, int last) {
        Map<Integer, BucketState> buckets = new TreeMap<>();
        Answer answer = ask(token, uri -> uri.queryParam("firstBucket", first).queryParam("lastBucket", last));
        for (BucketState bucket : told(answer.buckets())) {
            if (bucket.blogs() > 0) {
                buckets.put(bucket.bucket(), bucket);
            }
        }
        return buckets;
    }

    /** The next page of a bucket's blogs; {@code after} is null for the first one. */
    public BlogPage page(String token, int bucket, @Nullable UUID after) {
        Answer answer = ask(token, uri -> {
            uri.queryParam("bucket", bucket).queryParam("limit", PAGE);
            if (after != null) {
                uri.queryParam("after", after);
            }
        });
        return new BlogPage(told(answer.blogs()), answer.next());
    }

    /** These blogs, as far as they exist. */
    public Map<UUID, BlogState> of(String token, Collection<UUID> ids) {
        List<UUID> all = List.copyOf(ids);
        Map<UUID, BlogState> found = new HashMap<>();
        for (int from = 0; from < all.size(); from += MOST_IDS) {
            List<UUID> some = all.subList(from, Math.min(all.size(), from + MOST_IDS));
            Answer answer = ask(token, uri -> some.forEach(id -> uri.queryParam("id", id)));
            told(answer.blogs()).forEach(blog -> found.put(blog.id(), blog));
        }
        return found;
    }

    private Answer ask(String token, Consumer<UriBuilder> query) {
        try {
            return http.get()
                    .uri(uri -> {
                        query.accept(uri.path("/ops/blogs"));
                        return uri.build();
                    })
                    .headers(headers -> headers.setBearerAuth(token))
                    .exchangeForRequiredValue((request, answer) -> read(answer));
        } catch (RestClientException e) {
            throw new BlogServiceUnavailable(
                    "blog-service at %s does not answer: is it running, and is pressroom.audit.blog-service right?"
                            .formatted(settings.blogService()),
                    e);
        }
    }

    private Answer read(RestClient.RequestHeadersSpec.ConvertibleClientHttpResponse response) throws IOException {
        HttpStatusCode status = response.getStatusCode();
        if (status.is2xxSuccessful()) {
            return told(response.bodyTo(Answer.class));
        }
        if (status.value() == 401 || status.value() == 403) {
            throw new BlogServiceUnavailable(
                    "blog-service at %s refuses the token with %d: it must be good for both services and have the role"
                                    .formatted(settings.blogService(), status.value())
                            + " operator or auditor.",
                    null);
        }
        ProblemDetail problem = response.bodyTo(ProblemDetail.class);
        throw new BlogServiceUnavailable(
                "blog-service at %s answered %d: %s"
                        .formatted(
                                settings.blogService(),
                                status.value(),
                                problem == null ? "no reason was given" : problem.getDetail()),
                null);
    }

    private <T> T told(@Nullable T part) {
        if (part == null) {
            throw new BlogServiceUnavailable(
                    "blog-service at %s does not tell what is published: is it of an earlier version?"
                            .formatted(settings.blogService()),
                    null);
        }
        return part;
    }
}
