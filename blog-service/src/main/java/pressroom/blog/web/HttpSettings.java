package pressroom.blog.web;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What a request may cost.
 *
 * @param maxBody longest JSON body, in bytes; 1,900,000. Less than an event may have, since the event repeats it
 */
@ConfigurationProperties("pressroom.http")
record HttpSettings(@DefaultValue("1900000B") DataSize maxBody) {}
