package pressroom.blog.security;

import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Configuration;

/** The author comes from the token: no parameter of the HTTP interface is to be described for him. */
@Configuration(proxyBeanMethods = false)
class AuthorOutOfDescription {

    AuthorOutOfDescription() {
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(Author.class);
    }
}
