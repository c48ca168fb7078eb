package pressroom.http;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.DispatcherType;
import java.util.EnumSet;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.http.HttpMethod;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.util.unit.DataSize;

/** Limits what callers make a service hold. A service names its calls with bodies by a bean of {@link BodyRules}. */
@AutoConfiguration
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@EnableConfigurationProperties(HttpSettings.class)
class HttpAutoConfiguration {

    /** What operators send to a consumer. */
    private static final DataSize SMALL = DataSize.ofBytes(ByteBudget.SMALL);

    private static final int JSON_COPIES = 8;

    @Bean
    @ConditionalOnMissingBean
    BodyRules smallBodiesOfOperators() {
        return new BodyRules(
                BodyRule.json(HttpMethod.POST, "/ops/**", SMALL, JSON_COPIES),
                BodyRule.json(HttpMethod.PUT, "/ops/**", SMALL, JSON_COPIES),
                BodyRule.json(HttpMethod.DELETE, "/ops/**", SMALL, JSON_COPIES));
    }

    @Bean
    @ConditionalOnMissingBean
    TokenOfRequest tokenOfRequest(ObjectProvider<JwtDecoder> tokens) {
        return new BearerOfRequest(token -> tokens.getObject().decode(token));
    }

    @Bean
    ByteBudget byteBudget(HttpSettings settings) {
        return new ByteBudget(settings.budgetBytes());
    }

    @Bean
    Callers callers(TokenOfRequest tokens, HttpSettings settings) {
        return new Callers(tokens, new Networks(settings.exempt()));
    }

    @Bean
    RequestBudget requestBudget(ByteBudget budget, Callers callers, MeterRegistry meters) {
        return new RequestBudget(budget, callers, meters);
    }

    @Bean
    FilterRegistrationBean<BodyFilter> bodyFilter(
            HttpSettings settings, BodyRules rules, Callers callers, RequestBudget budget) {
        FilterRegistrationBean<BodyFilter> bodies =
                new FilterRegistrationBean<>(new BodyFilter(settings, rules, callers, budget));
        bodies.setOrder(Ordered.HIGHEST_PRECEDENCE);
        bodies.setDispatcherTypes(EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC));
        bodies.setAsyncSupported(true);
        return bodies;
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> limitedContainer(
            HttpSettings settings, MeterRegistry meters) {
        return tomcat -> {
            tomcat.setProtocol(LimitedProtocol.class.getName());
            tomcat.addEngineValves(new Container.Access());
            tomcat.addConnectorCustomizers(connector -> {
                // A client that asks is told to send its body only once it was admitted.
                connector.setProperty("continueResponseTiming", "onRead");
                LimitedProtocol protocol = (LimitedProtocol) connector.getProtocolHandler();
                protocol.limit(settings);
                measure(protocol, meters);
            });
        };
    }

    private static void measure(LimitedProtocol protocol, MeterRegistry meters) {
        Gauge.builder("pressroom.http.connections", protocol, LimitedProtocol::openConnections)
                .description("Open connections")
                .register(meters);
        FunctionCounter.builder("pressroom.http.connections.refused", protocol, LimitedProtocol::refusedConnections)
                .description("Connections that were closed since their address had its share")
                .register(meters);
        FunctionCounter.builder("pressroom.http.connections.evicted", protocol, LimitedProtocol::evictedConnections)
                .description("Waiting connections that were closed to make room for new ones")
                .register(meters);
    }
}
