package pressroom.rivals.modulith;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Role;
import org.springframework.modulith.events.EventExternalizationConfiguration;
import org.springframework.modulith.events.RoutingTarget;

/**
 * Sends what the registry has not completed, in one of two ways that can be measured.
 *
 * <p>Drain, the default: {@link ModulithBacklog} has filled the registry; {@code republish-outstanding-events-on-restart} sends
 * it all while the application starts. What is measured is the rate of records on the topic, of which each costs three
 * transactions: resubmitted (by the starting thread, one after the other), processing, completed. The whole backlog is read into
 * memory first, about 4 kB for a post of 1.5 kB: 500,000 need {@code -Xmx3g}. The application is ready only at the end.
 *
 * <p>Steady state, with {@code rivals.publish-outbox=true}: {@link PublishOutbox} publishes the same posts as an application
 * would; each costs the insert of its publication, processing, and completed.
 *
 * @see <a href="https://docs.spring.io/spring-modulith/reference/events.html#externalization">Externalizing events</a>
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(PublishOutbox.class)
public class ModulithRelay {

    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static EventExternalizationConfiguration externalization(@Value("${rivals.topic}") String topic) {
        return EventExternalizationConfiguration.externalizing()
                .selectByType(PostPublished.class)
                .headers(PostPublished.class, PostPublished::headers)
                .route(PostPublished.class, post -> RoutingTarget.forTarget(topic)
                        .andKey(post.authorId()))
                .build();
    }
}
