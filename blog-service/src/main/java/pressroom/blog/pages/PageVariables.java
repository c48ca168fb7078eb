package pressroom.blog.pages;

import java.util.Map;
import org.springframework.stereotype.Component;
import org.thymeleaf.spring6.view.ThymeleafViewResolver;
import pressroom.blog.security.Visitor;

/** What every template may use, also the one for errors. */
@Component
class PageVariables {

    PageVariables(ThymeleafViewResolver views, Assets assets, Links links, Times times, Visitor visitor) {
        views.setStaticVariables(Map.of("assets", assets, "links", links, "times", times, "visitor", visitor));
        // After a form the browser gets the next page (303): reloading it sends nothing again.
        views.setRedirectHttp10Compatible(false);
    }
}
