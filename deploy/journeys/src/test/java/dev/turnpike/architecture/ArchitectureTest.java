package dev.turnpike.architecture;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import jakarta.inject.Inject;
import jakarta.servlet.Servlet;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArchitectureTest {

    private static final JavaClasses HOUSE =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages(
                            "dev.turnpike.billing",
                            "dev.turnpike.persistence",
                            "dev.turnpike.api",
                            "dev.turnpike.web");

    @ParameterizedTest
    @ValueSource(strings = {"api", "web", "billing", "persistence"})
    void everyModuleIsLookedAt(String module) {
        assertThat(HOUSE.stream())
                .as("classes of %s on the test's path", module)
                .anyMatch(type -> type.getPackageName().startsWith("dev.turnpike." + module));
    }

    @Test
    void modulesPointAtBilling() {
        holds(
                layeredArchitecture()
                        .consideringOnlyDependenciesInLayers()
                        .layer("api")
                        .definedBy("dev.turnpike.api..")
                        .layer("web")
                        .definedBy("dev.turnpike.web..")
                        .layer("billing")
                        .definedBy("dev.turnpike.billing..")
                        .layer("persistence")
                        .definedBy("dev.turnpike.persistence..")
                        .whereLayer("api")
                        .mayNotBeAccessedByAnyLayer()
                        .whereLayer("web")
                        .mayNotBeAccessedByAnyLayer()
                        .whereLayer("persistence")
                        .mayNotBeAccessedByAnyLayer()
                        .whereLayer("billing")
                        .mayOnlyBeAccessedByLayers("api", "web", "persistence"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"api", "web", "billing", "persistence"})
    void featuresFormNoCycles(String module) {
        holds(slices().matching("dev.turnpike." + module + ".(*)..").should().beFreeOfCycles());
    }

    @Test
    void onlyPersistenceKnowsJpaAndSql() {
        holds(
                noClasses()
                        .that()
                        .resideOutsideOfPackage("dev.turnpike.persistence..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(
                                "jakarta.persistence..",
                                "org.hibernate..",
                                "java.sql..",
                                "javax.sql.."));
    }

    @Test
    void billingKnowsNoTransport() {
        holds(
                noClasses()
                        .that()
                        .resideInAPackage("dev.turnpike.billing..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(
                                "jakarta.ws.rs..",
                                "jakarta.servlet..",
                                "jakarta.json..",
                                "org.apache.hc..",
                                "org.thymeleaf.."));
        holds(
                noClasses()
                        .that()
                        .resideInAPackage("dev.turnpike.billing..")
                        .and()
                        .resideOutsideOfPackage("dev.turnpike.billing.pricelists.fetch..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage("java.net.http.."));
    }

    @Test
    void billingReadsJsonInTheFolderOfPriceListsAlone() {
        holds(
                noClasses()
                        .that()
                        .resideInAPackage("dev.turnpike.billing..")
                        .and()
                        .resideOutsideOfPackage("dev.turnpike.billing.pricelists.wire..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage("tools.jackson..", "com.fasterxml.jackson.."));
        holds(
                noClasses()
                        .that()
                        .resideInAPackage("dev.turnpike.billing.pricelists.wire..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage("tools.jackson.databind.."));
    }

    @Test
    void onlyTheStripeFolderKnowsStripe() {
        holds(
                noClasses()
                        .that()
                        .resideOutsideOfPackage("dev.turnpike.billing.credits.stripe..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage("com.stripe..", "com.google.gson.."));
    }

    @Test
    void onlyTheSealingFolderKnowsTink() {
        holds(
                noClasses()
                        .that()
                        .resideOutsideOfPackage("dev.turnpike.persistence.sealing..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage("com.google.crypto.tink..", "com.google.protobuf.."));
    }

    @Test
    void adaptersDoNotTouchMoney() {
        holds(
                noClasses()
                        .that()
                        .resideInAPackage("dev.turnpike.api.provider..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(
                                "dev.turnpike.billing.ledger..",
                                "dev.turnpike.billing.spending..",
                                "dev.turnpike.billing.credits.."));
    }

    @Test
    void protocolsDoNotKnowEachOther() {
        holds(slices().matching("dev.turnpike.api.provider.(*)..").should().notDependOnEachOther());
    }

    @Test
    void persistenceKeepsItsClassesToItself() {
        holds(
                classes()
                        .that()
                        .resideInAPackage("dev.turnpike.persistence..")
                        .and()
                        .doNotHaveSimpleName("package-info")
                        .and()
                        .areTopLevelClasses()
                        .and()
                        // What the keepers share; the layers above keep everybody else out.
                        .resideOutsideOfPackages(
                                "dev.turnpike.persistence.tenancy..",
                                "dev.turnpike.persistence.fast..")
                        .should()
                        .notBePublic());
    }

    @Test
    void moneyIsNeverFloatingPoint() {
        holds(
                noFields()
                        .that()
                        .areDeclaredInClassesThat()
                        .resideInAnyPackage("dev.turnpike.billing..", "dev.turnpike.persistence..")
                        .should()
                        .haveRawType("double")
                        .orShould()
                        .haveRawType("float"));
        holds(
                noMethods()
                        .that()
                        .areDeclaredInClassesThat()
                        .resideInAnyPackage("dev.turnpike.billing..", "dev.turnpike.persistence..")
                        .should()
                        .haveRawReturnType("double")
                        .orShould()
                        .haveRawReturnType("float"));
    }

    @Test
    void timeComesFromAClock() {
        holds(
                noClasses()
                        .should()
                        .callMethodWhere(
                                target(nameMatching("now"))
                                        .and(
                                                target(
                                                        owner(
                                                                are(
                                                                        belongToAnyOf(
                                                                                Instant.class,
                                                                                LocalDate.class,
                                                                                LocalDateTime.class,
                                                                                OffsetDateTime
                                                                                        .class,
                                                                                ZonedDateTime
                                                                                        .class))))))
                        .orShould()
                        .callMethod(System.class, "currentTimeMillis"));
    }

    @Test
    void dependenciesComeThroughTheConstructor() {
        // The server itself makes servlets, and with an empty constructor.
        holds(
                noFields()
                        .that()
                        .areDeclaredInClassesThat()
                        .areNotAssignableTo(Servlet.class)
                        .should()
                        .beAnnotatedWith(Inject.class));
    }

    @Test
    void beansKeepNoMutableFields() {
        holds(
                fields().that()
                        .areDeclaredInClassesThat()
                        .areAnnotatedWith(jakarta.inject.Singleton.class)
                        .and()
                        .areDeclaredInClassesThat()
                        .resideOutsideOfPackage("dev.turnpike.persistence..")
                        .and()
                        .areNotStatic()
                        .should()
                        .beFinal());
    }

    @Test
    void nothingIsCalledUtil() {
        holds(noClasses().should().haveNameMatching(".*(Util|Utils|Helper|Helpers|Manager|Impl)"));
        holds(noClasses().should().resideInAnyPackage("..util..", "..common..", "..misc.."));
    }

    private static void holds(ArchRule rule) {
        rule.allowEmptyShould(true).check(HOUSE);
    }
}
