package pressroom.counter;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import pressroom.kept.KeptDescription;

/** The HTTP interface is the one that docs/api describes. */
class ApiDescriptionTest {

    @Test
    void theDescriptionIsTheOneThatIsKept() throws IOException {
        try (RunningCounter counter = RunningCounter.start()) {
            KeptDescription.assertIsKept(
                    "counter-consumer", counter.get("/v3/api-docs").body());
        }
    }
}
