package pressroom.system;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What holds for the code of every module. */
class CodeRulesTest {

    private static final List<String> MODULES = List.of(
            "common-events",
            "event-consumer",
            "markdown-posts",
            "service-base",
            "local-stack",
            "test-servers",
            "blog-service",
            "counter-consumer",
            "search-indexer");

    private static JavaClasses code;

    @BeforeAll
    static void readTheCompiledModules() {
        List<Path> compiled = MODULES.stream()
                .map(module -> Path.of("..", module, "target", "classes"))
                .toList();
        if (!compiled.stream().allMatch(Files::isDirectory)) {
            throw new IllegalStateException("build all modules first: mvn verify in the project's folder");
        }
        code = new ClassFileImporter().importPaths(compiled);
    }

    @Test
    void theContractKnowsNoFramework() {
        noClasses()
                .that()
                .resideInAPackage("pressroom.events..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.springframework..", "org.apache.kafka..", "pressroom.consumer..")
                .check(code);
    }

    @Test
    void noServiceDependsOnAnothersCode() {
        List<String> services = List.of("pressroom.blog..", "pressroom.counter..", "pressroom.search..");
        for (String service : services) {
            String[] others =
                    services.stream().filter(other -> !other.equals(service)).toArray(String[]::new);
            noClasses()
                    .that()
                    .resideInAPackage(service)
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(others)
                    .check(code);
        }
    }

    @Test
    void whatEveryGroupNeedsKnowsNoGroup() {
        noClasses()
                .that()
                .resideInAnyPackage("pressroom.events..", "pressroom.consumer..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "pressroom.blog..", "pressroom.counter..", "pressroom.search..", "pressroom.stack..")
                .check(code);
    }

    @Test
    void noServiceNeedsTheLocalServers() {
        noClasses()
                .that()
                .resideInAnyPackage("pressroom.blog..", "pressroom.counter..", "pressroom.search..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("pressroom.stack..", "pressroom.servers..", "pressroom.cli..")
                .check(code);
    }

    @Test
    void theServersDoNotKnowTheCommandLine() {
        noClasses()
                .that()
                .resideInAPackage("pressroom.stack..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("pressroom.cli..")
                .check(code);
    }

    @Test
    void featuresDoNotGoRoundInCircles() {
        slices().matching("pressroom.(*).(*)..").should().beFreeOfCycles().check(code);
    }

    @Test
    void namesSayWhatAThingIs() {
        noClasses()
                .should()
                .haveSimpleNameEndingWith("Impl")
                .orShould()
                .haveSimpleNameEndingWith("Util")
                .orShould()
                .haveSimpleNameEndingWith("Utils")
                .orShould()
                .haveSimpleNameEndingWith("Helper")
                .orShould()
                .haveSimpleNameEndingWith("Manager")
                .orShould()
                .haveSimpleNameEndingWith("Dto")
                .check(code);
    }

    @Test
    void anInterfaceHasMoreThanOneImplementationOrIsAFunction() {
        DescribedPredicate<JavaClass> oursToImplement = DescribedPredicate.describe(
                "are not functional", type -> !type.isAnnotatedWith(FunctionalInterface.class));
        classes()
                .that()
                .areInterfaces()
                .and()
                .areNotAnnotations()
                .and()
                .doNotHaveSimpleName("package-info")
                .and(oursToImplement)
                .should(haveMoreThanOneImplementation())
                .check(code);
    }

    @Test
    void dependenciesComeThroughConstructors() {
        fields().should()
                .notBeAnnotatedWith("org.springframework.beans.factory.annotation.Autowired")
                .check(code);
    }

    @Test
    void everyPackageSaysThatNullIsMarked() {
        Stream<String> packages =
                code.stream().map(JavaClass::getPackageName).distinct().filter(name -> name.startsWith("pressroom."));
        packages.forEach(name -> classes()
                .that(resideInAPackage(name))
                .and()
                .haveSimpleName("package-info")
                .should()
                .beAnnotatedWith("org.jspecify.annotations.NullMarked")
                .check(code));
    }

    private static ArchCondition<JavaClass> haveMoreThanOneImplementation() {
        return new ArchCondition<>("have more than one implementation") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                long implementations = type.getAllSubclasses().size();
                events.add(new SimpleConditionEvent(
                        type, implementations > 1, type.getName() + " has " + implementations + " implementation(s)"));
            }
        };
    }
}
