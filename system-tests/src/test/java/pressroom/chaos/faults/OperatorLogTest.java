package pressroom.chaos.faults;

import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** That each call of a fault to a service is one of the operator's, which the report lists, or a post. */
class OperatorLogTest {

    @Test
    void noFaultCallsAServiceBesideTheOperator() {
        noClasses()
                .that()
                .doNotHaveSimpleName("Operator")
                .and()
                .doNotHaveSimpleName("SinglePost")
                .should()
                .dependOnClassesThat(nameMatching("java\\.net\\.http\\..*|java\\.net\\.(URL|Socket|HttpURLConnection)"))
                .check(new ClassFileImporter()
                        .importPaths(Path.of("target", "classes", "pressroom", "chaos", "faults")));
    }
}
