package dev.syncedstore.sample;

import java.util.List;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.GeneralCodingRules;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

/**
 * How the house is laid out. This module sees all others, so their rules are here.
 */
@Tag("one-jdk")
class HouseTests {

	private static final JavaClasses HOUSE = new ClassFileImporter()
		.withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
		.importPackages("dev.syncedstore");

	@Test
	void modulesDependInOneDirection() {
		layeredArchitecture().consideringOnlyDependenciesInLayers()
			.layer("core")
			.definedBy("dev.syncedstore.core..")
			.layer("codec")
			.definedBy("dev.syncedstore.codec..")
			.layer("processor")
			.definedBy("dev.syncedstore.processor..")
			.layer("client")
			.definedBy("dev.syncedstore.client..")
			.layer("server")
			.definedBy("dev.syncedstore.server..")
			.layer("autoconfigure")
			.definedBy("dev.syncedstore.autoconfigure..")
			.layer("embedded")
			.definedBy("dev.syncedstore.embedded..")
			.layer("test")
			.definedBy("dev.syncedstore.test..")
			.layer("teavm")
			.definedBy("dev.syncedstore.teavm..")
			.layer("sample")
			.definedBy("dev.syncedstore.sample..")
			.whereLayer("core")
			.mayNotAccessAnyLayer()
			.whereLayer("codec")
			.mayOnlyAccessLayers("core")
			.whereLayer("processor")
			.mayNotAccessAnyLayer()
			.whereLayer("client")
			.mayOnlyAccessLayers("core", "codec")
			.whereLayer("server")
			.mayOnlyAccessLayers("core", "codec")
			.whereLayer("autoconfigure")
			.mayOnlyAccessLayers("core", "codec", "server")
			.whereLayer("embedded")
			.mayNotAccessAnyLayer()
			.whereLayer("test")
			.mayOnlyAccessLayers("core", "codec", "client", "server")
			.whereLayer("teavm")
			.mayOnlyAccessLayers("core", "codec")
			.whereLayer("sample")
			.mayOnlyAccessLayers("core", "client", "server", "autoconfigure")
			.check(HOUSE);
	}

	@Test
	void packagesHaveNoCycles() {
		slices().matching("dev.syncedstore.(**)").should().beFreeOfCycles().check(HOUSE);
	}

	@Test
	void coreKnowsSpringByOneAnnotationOnlyAndNoJson() {
		noClasses().that(resideInAPackage("dev.syncedstore.core.."))
			.should()
			.dependOnClassesThat(resideInAnyPackage("org.springframework..", "tools.jackson..", "com.fasterxml..",
					"jakarta..", "org.slf4j..")
				.and(not(equivalentTo(Component.class))))
			.check(HOUSE);
	}

	@Test
	void codecAndClientDoWithoutSpring() {
		noClasses().that(resideInAnyPackage("dev.syncedstore.codec..", "dev.syncedstore.client.."))
			.should()
			.dependOnClassesThat(resideInAPackage("org.springframework.."))
			.check(HOUSE);
	}

	@Test
	void theServerDoesWithoutBoot() {
		noClasses().that(resideInAPackage("dev.syncedstore.server.."))
			.should()
			.dependOnClassesThat(resideInAnyPackage("org.springframework.boot..", "org.springframework.security.."))
			.check(HOUSE);
	}

	@Test
	void mutatorsOfTheSampleUseOnlyCoreAndTheirOwnPackage() {
		for (String own : List.of("dev.syncedstore.sample.todo..", "dev.syncedstore.sample.battleship..")) {
			classes().that(resideInAPackage(own))
				.should()
				.onlyDependOnClassesThat(
						resideInAnyPackage("dev.syncedstore.core", own, "jakarta.validation.constraints..",
								"org.jspecify.annotations..", "java.lang..", "java.time", "java.util.."))
				.check(HOUSE);
		}
	}

	@Test
	void autoConfigurationsArePublicAndFinalWithPackagePrivateBeans() {
		classes().that()
			.areAnnotatedWith(AutoConfiguration.class)
			.should()
			.bePublic()
			.andShould()
			.haveModifier(JavaModifier.FINAL)
			.check(HOUSE);
		methods().that()
			.areAnnotatedWith(Bean.class)
			.and()
			.areDeclaredInClassesThat(
					resideInAnyPackage("dev.syncedstore.autoconfigure..", "dev.syncedstore.embedded.."))
			.should()
			.bePackagePrivate()
			.check(HOUSE);
	}

	@Test
	void nothingIsInjectedIntoFields() {
		noFields().should()
			.beAnnotatedWith("org.springframework.beans.factory.annotation.Autowired")
			.orShould()
			.beAnnotatedWith("org.springframework.beans.factory.annotation.Value")
			.orShould()
			.beAnnotatedWith("jakarta.inject.Inject")
			.orShould()
			.beAnnotatedWith("jakarta.annotation.Resource")
			.orShould()
			.beAnnotatedWith("jakarta.persistence.PersistenceContext")
			.check(HOUSE);
	}

	/** The test aids say once which database they have found. */
	@Test
	void onlyCommandLineProgramsAndTestAidsPrint() {
		noClasses().that(not(simpleNameEndingWith("Cli").or(resideInAPackage("..testing.."))))
			.should(GeneralCodingRules.ACCESS_STANDARD_STREAMS)
			.check(HOUSE);
	}

}
