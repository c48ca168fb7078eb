package pressroom.consumer.security;

import java.util.List;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.web.servlet.DelegatingFilterProxyRegistrationBean;
import org.springframework.security.web.SecurityFilterChain;

/**
 * Shows the security filter nothing but {@code /ops} and {@code /actuator}, unless the service has rules of its own. Where all is
 * public it would only refuse: its firewall knows no author whose id holds a slash.
 */
final class FilterForOps implements BeanPostProcessor {

    private final ListableBeanFactory beans;

    FilterForOps(ListableBeanFactory beans) {
        this.beans = beans;
    }

    @Override
    public Object postProcessBeforeInitialization(Object bean, String name) {
        if (bean instanceof DelegatingFilterProxyRegistrationBean filter
                && name.equals("securityFilterChainRegistration")
                && beans.getBeanNamesForType(SecurityFilterChain.class, false, false).length == 1) {
            filter.setUrlPatterns(List.of("/ops/*", "/actuator/*"));
        }
        return bean;
    }
}
