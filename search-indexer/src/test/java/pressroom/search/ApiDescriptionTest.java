package pressroom.search;

import org.junit.jupiter.api.Test;
import pressroom.kept.KeptDescription;

/** The HTTP interface is the one that docs/api describes. */
class ApiDescriptionTest extends OnRealServers {

    @Test
    void theDescriptionIsTheOneThatIsKept() throws Exception {
        KeptDescription.assertIsKept("search-indexer", api().get("/v3/api-docs").body());
    }
}
