package io.github.azurediscovery.test;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

/**
 * The rooms of this module and the arrows between them.
 */
@AnalyzeClasses(packages = "io.github.azurediscovery.test", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTests {

	private static final String ROOT = "io.github.azurediscovery.test";

	@ArchTest
	static final ArchRule arrows = layeredArchitecture().consideringOnlyDependenciesInAnyPackage(ROOT + "..")
		.layer("http")
		.definedBy(ROOT + ".http")
		.layer("estate")
		.definedBy(ROOT + ".estate")
		.layer("arm")
		.definedBy(ROOT + ".arm")
		.layer("imds")
		.definedBy(ROOT + ".imds")
		.layer("entra")
		.definedBy(ROOT + ".entra")
		.layer("blob")
		.definedBy(ROOT + ".blob")
		.layer("azure")
		.definedBy(ROOT)
		.layer("junit")
		.definedBy(ROOT + ".junit")
		.layer("spring")
		.definedBy(ROOT + ".spring")
		.whereLayer("http")
		.mayNotAccessAnyLayer()
		.whereLayer("estate")
		.mayNotAccessAnyLayer()
		.whereLayer("arm")
		.mayOnlyAccessLayers("http", "estate")
		.whereLayer("imds")
		.mayOnlyAccessLayers("http", "estate", "arm")
		.whereLayer("entra")
		.mayOnlyAccessLayers("http", "arm")
		.whereLayer("blob")
		.mayOnlyAccessLayers("http", "arm")
		.whereLayer("junit")
		.mayOnlyAccessLayers("azure")
		.whereLayer("spring")
		.mayOnlyAccessLayers("azure");

	@ArchTest
	static final ArchRule noCycles = slices().matching(ROOT + ".(*)..").should().beFreeOfCycles();

	@ArchTest
	static final ArchRule junitStaysInItsRoom = onlyIn("org.junit..", ".junit");

	@ArchTest
	static final ArchRule springStaysInItsRoom = onlyIn("org.springframework..", ".spring");

	@ArchTest
	static final ArchRule standsAlone = noClasses().should()
		.dependOnClassesThat(resideInAPackage("io.github.azurediscovery..").and(not(resideInAPackage(ROOT + ".."))))
		.orShould()
		.dependOnClassesThat()
		.resideInAnyPackage("com.azure..", "com.microsoft..");

	private static ArchRule onlyIn(String packages, String room) {
		return noClasses().that(not(inRoom(room))).should().dependOnClassesThat().resideInAPackage(packages);
	}

	private static DescribedPredicate<JavaClass> inRoom(String room) {
		return resideInAPackage(ROOT + room);
	}

}
