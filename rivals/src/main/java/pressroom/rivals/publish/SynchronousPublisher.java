package pressroom.rivals.publish;

import java.time.Clock;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import pressroom.rivals.index.ElasticsearchClients;
import pressroom.rivals.index.Posts;

/** Answers {@code POST /api/blogs} once the post is stored, counted and in the index. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({BlogsController.class, Blogs.class, Security.class, Posts.class, ElasticsearchClients.class})
public class SynchronousPublisher {

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }
}
