package io.github.azurediscovery.fleet;

import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

/** What may be used where. */
@AnalyzeClasses(packages = { "io.github.azurediscovery.fleet", "io.github.azurediscovery.spring.fleet" },
		importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTests {

	@ArchTest
	static final ArchRule springStaysInItsRoom = noClasses().that()
		.resideOutsideOfPackage("io.github.azurediscovery.spring..")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("org.springframework..", "io.micrometer..", "io.github.azurediscovery.spring..")
		.allowEmptyShould(true);

	/** Its documents and its lease are ours: only what sends requests knows the SDK. */
	@ArchTest
	static final ArchRule theStorageSdkStaysBehindTheStore = noClasses().that()
		.haveNameNotMatching("io\\.github\\.azurediscovery\\.fleet\\.store\\.Blob.*")
		.should()
		.dependOnClassesThat()
		.resideInAPackage("com.azure.storage..")
		.allowEmptyShould(true);

	@ArchTest
	static final ArchRule theStoreKnowsNoneOfItsUsers = noClasses().that()
		.resideInAPackage("io.github.azurediscovery.fleet.store")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("io.github.azurediscovery.fleet", "io.github.azurediscovery.spring..")
		.allowEmptyShould(true);

	@ArchTest
	static final ArchRule classesAreFinal = classes().that()
		.areTopLevelClasses()
		.and()
		.areNotInterfaces()
		.and()
		.areNotEnums()
		.and()
		.doNotHaveSimpleName("package-info")
		.should()
		.haveModifier(JavaModifier.FINAL);

}
