package pressroom.blog.web;

import org.springframework.boot.tomcat.TomcatConnectorCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Tells a client that asks (Expect: 100-continue) to send its body only once somebody reads it. */
@Configuration(proxyBeanMethods = false)
class ContinueOnRead {

    @Bean
    TomcatConnectorCustomizer bodiesWhenRead() {
        return connector -> connector.setProperty("continueResponseTiming", "onRead");
    }
}
