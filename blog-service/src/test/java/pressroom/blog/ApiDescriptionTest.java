package pressroom.blog;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import pressroom.kept.KeptDescription;

/** The HTTP interface is the one that docs/api describes. */
class ApiDescriptionTest extends BlogServiceTest {

    @Test
    void theDescriptionIsTheOneThatIsKept() throws IOException {
        KeptDescription.assertIsKept(
                "blog-service", asReader().get("/v3/api-docs").response().body());
    }
}
